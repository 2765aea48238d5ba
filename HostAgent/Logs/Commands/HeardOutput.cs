using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>An output stream that leaves when its commands, and those of the other one, were heard.</summary>
internal sealed class HeardOutput(IOutput inner, LogStream stream, LogCommands commands) : IOutput
{
    public long Length() => inner.Length();

    public long Ready() => commands.Ready(stream);

    public long Final(long end) => commands.Final(stream, end);

    public int Read(long offset, Span<byte> bytes) => inner.Read(offset, bytes);

    public long FirstByte() => inner.FirstByte();

    public void Release(long before) => commands.Release(stream, before);

    public void Dispose() => inner.Dispose();
}
