using System.ComponentModel;
using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>A task as lists show it.</summary>
public sealed record TaskSummary
{
    public required string Id { get; init; }

    [Description("What its submitter calls it.")]
    public string? Name { get; init; }

    public required AgentName Agent { get; init; }

    public required TaskKind Kind { get; init; }

    public required TaskPhase Phase { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? ExitCode { get; init; }

    [Description("What it used, where that is known.")]
    public TaskUsage? Usage { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required bool Terminal { get; init; }

    [Description("The first line of what it runs that says something; at most 120 characters.")]
    public string? Preview { get; init; }

    public string? SubmittedBy { get; init; }

    [Description("Why it is not sent yet; only while it is queued.")]
    public string? WaitingFor { get; init; }

    [Description("What waitingFor says as codes and values, a sentence each.")]
    public IReadOnlyList<Why>? Why { get; init; }
}
