namespace OrleansOps.Cli;

/// <summary>The phases of jobs that opsctl treats differently from one another.</summary>
internal static class PhasesOfJobs
{
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Failing = "failing";
    public const string Stopping = "stopping";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Stopped = "stopped";
}
