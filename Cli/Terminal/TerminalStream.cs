namespace OrleansOps.Cli;

/// <summary>An output that somebody watches: what is written to it is made safe for his terminal, unless he asked for it as it is.</summary>
internal sealed class TerminalStream(Stream terminal) : Stream
{
    private readonly TerminalText _text = new();

    /// <summary>True if everything goes through, on wish (--raw).</summary>
    public bool IsRaw { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => terminal.Write(IsRaw ? buffer : _text.Pass(buffer));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => terminal.Flush();

    /// <summary>Nothing more comes of what was written so far.</summary>
    public void Finish()
    {
        terminal.Write(_text.Finish());
        terminal.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
