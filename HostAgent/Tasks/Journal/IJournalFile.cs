namespace OrleansOps.HostAgent.Tasks;

/// <summary>The disk under a journal.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>Bytes in it.</summary>
    long Length { get; }

    /// <summary>Everything that is in it.</summary>
    byte[] ReadAll();

    /// <summary>Adds bytes at its end. When this completes they survive a power failure; if it fails none of them is there.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    Task Append(ReadOnlyMemory<byte> bytes);

    /// <summary>Puts other contents in its place, whole or not at all.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    Task Replace(ReadOnlyMemory<byte> bytes);

    /// <summary>Cuts it to a length, and keeps what stood behind it in a file beside it.</summary>
    void Quarantine(long keep);
}
