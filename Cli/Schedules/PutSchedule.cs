namespace OrleansOps.Cli;

/// <summary>A job and when to start it. The id stands in the address, so sending it twice is the same schedule.</summary>
internal sealed record PutSchedule(ScheduleTiming When, SubmitJob Job, string? Name = null, string? Missed = null, int? MissedMost = null, string? Overlap = null);
