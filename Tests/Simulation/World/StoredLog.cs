using OrleansOps.Logs;

namespace OrleansOps.Simulation.World;

/// <summary>How far a log is stored.</summary>
internal sealed record StoredLog(int Attempt = 0, long NextSeq = 1, long Stdout = 0, long Stderr = 0, long Dropped = 0)
{
    public long Of(LogStream stream) => stream == LogStream.Stdout ? Stdout : Stderr;

    public StoredLog For(int attempt) => attempt > Attempt ? this with { Attempt = attempt, Stdout = 0, Stderr = 0 } : this;
}
