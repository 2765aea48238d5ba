using OrleansOps.HostAgent.Tasks;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Machines;

/// <summary>The journal on a machine's disk. A crash in the middle of a write leaves any part of it.</summary>
internal sealed class SimulatedJournalFile(Machine machine, Life agent) : IJournalFile
{
    public long Length => machine.Journal.Length;

    public byte[] ReadAll() => machine.Journal;

    public Task Append(ReadOnlyMemory<byte> bytes)
    {
        var written = bytes.ToArray();
        return Write(written, () => machine.Journal = [.. machine.Journal, .. written]);
    }

    public Task Replace(ReadOnlyMemory<byte> bytes)
    {
        var written = bytes.ToArray();
        return Write([], () => machine.Journal = written);
    }

    public void Quarantine(long keep) => machine.Journal = machine.Journal[..(int)keep];

    public void Dispose()
    {
        // No handle is held.
    }

    private Task Write(byte[] appended, Action onDisk)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var chance = agent.Scheduler.Chance;
        machine.UnderWay = appended;
        agent.After(chance.Skewed(0.0003, machine.SlowestFlush), "flush", () =>
        {
            if (machine.Flushing())
            {
                return;
            }

            machine.UnderWay = [];
            if (machine.IsDiskFull)
            {
                done.TrySetException(new IOException("No space left on device"));
                return;
            }

            onDisk();
            if (machine.Flushed())
            {
                return;
            }

            agent.After(chance.Span(0, 0.0002), "flushed", () => done.TrySetResult());
        });
        return done.Task;
    }
}
