namespace OrleansOps.Cli;

/// <summary>What a task has brought into the store.</summary>
/// <param name="StoredId">Its id there.</param>
/// <param name="Archive">Whether it is an archive of several files.</param>
internal sealed record TaskArtifact(string Name, string StoredId, long SizeBytes, bool Archive = false);
