namespace OrleansOps.Cli;

/// <summary>A schedule as the server shows it.</summary>
/// <param name="Revision">Raised with each edit.</param>
/// <param name="Next">Its next ten times, in its time zone.</param>
/// <param name="Waiting">Times that begin when what was started before is over.</param>
/// <param name="Job">The job that it starts; or <paramref name="Workflow"/>.</param>
/// <param name="Starts">What became of its last times, the newest first.</param>
internal sealed record ScheduleView(
    string Id,
    int Revision,
    ScheduleTiming When,
    bool Paused,
    string Missed,
    int MissedMost,
    string Overlap,
    IReadOnlyList<DateTimeOffset> Next,
    IReadOnlyList<DateTimeOffset> Waiting,
    IReadOnlyList<ScheduleStart> Starts,
    string? Name = null,
    string? PausedBy = null,
    DateTimeOffset? ChangedAt = null,
    string? SubmittedBy = null,
    ScheduledJob? Job = null,
    ScheduledWorkflow? Workflow = null);
