using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.Simulation.Machines;

/// <summary>An output file as the agent reads it, or the one that their order is noted in; empty while there is none.</summary>
internal sealed class SimulatedOutput(Machine machine, AttemptId attempt, LogStream? stream) : IOutput
{
    private Output? File => machine.Find(attempt) is { } known ? stream is { } one ? known.Of(one) : known.Order : null;

    public long Length() => File?.Length ?? 0;

    public int Read(long offset, Span<byte> bytes)
    {
        var there = File is { } file && offset < file.Length ? file.Bytes[(int)offset..] : default;
        if (offset < (File?.Released ?? 0))
        {
            throw new InvalidOperationException($"{attempt} {stream?.ToString() ?? "order"}: byte {offset} is read after it was released.");
        }

        var length = Math.Min(there.Length, bytes.Length);
        there[..length].CopyTo(bytes);
        return length;
    }

    public long FirstByte() => File?.Released ?? 0;

    public void Release(long before)
    {
        if (File is { } file)
        {
            if (stream is { } one)
            {
                machine.WhenReleased?.Invoke(attempt, one, before);
            }

            file.Released = before;
        }
    }

    public void Dispose()
    {
        // No handle is held.
    }
}
