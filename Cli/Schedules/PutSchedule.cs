using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>A job or a workflow, and when to start it. The id stands in the address, so sending it twice is the same schedule.</summary>
internal sealed record PutSchedule(
    ScheduleTiming When, SubmitJob? Job = null, string? Name = null, string? Missed = null, int? MissedMost = null, string? Overlap = null, JsonElement? Workflow = null);
