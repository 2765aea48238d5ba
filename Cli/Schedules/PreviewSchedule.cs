namespace OrleansOps.Cli;

/// <summary>Asks for the times of a schedule that is not stored.</summary>
internal sealed record PreviewSchedule(ScheduleTiming When, int? Count = null);
