namespace OrleansOps.HostAgent.Logs;

/// <summary>One output stream of an attempt, as it lies on disk.</summary>
internal interface IOutput : IDisposable
{
    /// <summary>Bytes written so far.</summary>
    long Length();

    /// <summary>Bytes that may be sent while more may follow.</summary>
    long Ready() => Length();

    /// <summary>Bytes that may be sent when nothing follows behind this place; all of them sooner or later.</summary>
    long Final(long end) => end;

    /// <summary>How many masks begin in a part of what was read last.</summary>
    int MasksIn(long offset, int length) => 0;

    /// <summary>Reads at an offset; returns fewer bytes than asked for at the end.</summary>
    int Read(long offset, Span<byte> bytes);

    /// <summary>Offset of the first byte that was not released.</summary>
    long FirstByte();

    /// <summary>Gives the disk the bytes before an offset back. They cannot be read again.</summary>
    void Release(long before);
}
