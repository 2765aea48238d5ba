namespace OrleansOps.Cli;

/// <summary>The body of a live answer: a connection that says nothing for too long is broken, and an event without an end does not fill the memory.</summary>
internal sealed class LiveBody(Stream body, Func<Exception, CliException> broken) : Stream
{
    /// <summary>No event of ours comes near.</summary>
    public const int EventLimit = 16 * 1024 * 1024;

    /// <summary>Three keep-alives.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(45);

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What was read was an event, and is let go.</summary>
    public void EventEnded() => _read = 0;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read > EventLimit)
        {
            throw new CliException(
                ExitCodes.Refused,
                $"The server sent an event of more than {EventLimit / (1024 * 1024)} MiB.",
                hint: "Check the address, and that opsctl and the gateway are of the same version.");
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(SilenceLimit);
        try
        {
            var length = await body.ReadAsync(buffer, silence.Token);
            _read += length;
            return length;
        }
        catch (Exception lost) when (lost is IOException || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw broken(lost);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // nothing is written
    }
}
