using Spectre.Console;

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

    public static Cell Shown(string phase) => new(phase, phase switch
    {
        Succeeded => Color.Green,
        Failed or Failing => Color.Red,
        Paused or Stopping => Color.Yellow,
        Stopped => Color.Grey,
        Running => Color.Blue,
        _ => null,
    });

    /// <summary>A step of a workflow is a job, once it has begun.</summary>
    public static Cell ShownOfStep(string phase) => phase is "skipped" or "waiting" ? new Cell(phase, Color.Grey) : Shown(phase);
}
