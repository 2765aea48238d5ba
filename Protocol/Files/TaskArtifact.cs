namespace OrleansOps.Protocol;

/// <summary>What a task has brought into the store.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="StoredId">Its id there: the SHA-256 of its content.</param>
/// <param name="SizeBytes">How long it is.</param>
/// <param name="IsArchive">It is no file of the host, but an archive of several.</param>
public sealed record TaskArtifact(string Name, string StoredId, long SizeBytes, bool IsArchive)
{
    /// <summary>Artifacts of one task.</summary>
    public const int Most = 100;
}
