namespace OrleansOps.Cli;

/// <summary>When a schedule starts its job: one of cron, at and everySeconds.</summary>
internal sealed record ScheduleTiming(
    string? Cron = null,
    string? At = null,
    long? EverySeconds = null,
    string? From = null,
    string? TimeZone = null,
    IReadOnlyList<string>? Holidays = null,
    long? JitterSeconds = null);
