using OrleansOps.HostAgent.Logs;

namespace OrleansOps.AgentTests.Logs;

/// <summary>A file to which its task writes whenever the agent has looked how much there is.</summary>
internal sealed class WrittenOutput(IOutput inner, Action write) : IOutput
{
    public long Length()
    {
        var length = inner.Length();
        write();
        return length;
    }

    public int Read(long offset, Span<byte> bytes) => inner.Read(offset, bytes);

    public long FirstByte() => inner.FirstByte();

    public void Release(long before) => inner.Release(before);

    public void Dispose() => inner.Dispose();
}
