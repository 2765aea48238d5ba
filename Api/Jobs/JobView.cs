using System.ComponentModel;
using OrleansOps.Jobs;

namespace OrleansOps.Api;

/// <summary>A job as it stands.</summary>
public sealed record JobView
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    [Description("The first line of what it runs that says something, where it has no name.")]
    public string? Preview { get; init; }

    public required JobPhase Phase { get; init; }

    [Description("Nothing more will happen to it, unless it is run again.")]
    public required bool Terminal { get; init; }

    [Description("Why it waits, or what happened.")]
    public string? Reason { get; init; }

    [Description("The same for programs.")]
    public IReadOnlyList<Why>? Why { get; init; }

    [Description("How its hosts were chosen; null: they were named.")]
    public string? On { get; init; }

    [Description("How many hosts it has.")]
    public required int Hosts { get; init; }

    public required JobCounts Counts { get; init; }

    [Description("From 1; each retry is a round.")]
    public required int Round { get; init; }

    [Description("The batch that runs or is next, from 1.")]
    public required int Batch { get; init; }

    [Description("How many batches this round has.")]
    public required int BatchCount { get; init; }

    [Description("Hosts of this round up to the end of that batch.")]
    public required int BatchEnd { get; init; }

    public string? Batches { get; init; }

    public required JobPause Pause { get; init; }

    public required int MaxConcurrent { get; init; }

    public string? MaxErrors { get; init; }

    [Description("The schedule that started it; null: it was submitted.")]
    public string? Schedule { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public string? SubmittedBy { get; init; }

    public string? SubmittedById { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    [Description("Changes with everything that is said here: send it as seen, and the answer comes when it is another.")]
    public required string Seen { get; init; }

    public string? TraceId { get; init; }
}
