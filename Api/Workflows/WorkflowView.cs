using System.ComponentModel;
using OrleansOps.Workflows;

namespace OrleansOps.Api;

/// <summary>A workflow as it stands.</summary>
public sealed record WorkflowView
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public required WorkflowPhase Phase { get; init; }

    [Description("Nothing more will happen to it, unless it is run again.")]
    public required bool Terminal { get; init; }

    [Description("What happened.")]
    public string? Reason { get; init; }

    [Description("The same for programs.")]
    public IReadOnlyList<Why>? Why { get; init; }

    [Description("What its parameters are.")]
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    [Description("In the order in which they were written.")]
    public required IReadOnlyList<StepView> Steps { get; init; }

    [Description("The schedule that started it; null: somebody submitted it.")]
    public string? Schedule { get; init; }

    [Description("From 1; each retry is a round.")]
    public required int Round { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public string? SubmittedBy { get; init; }

    public string? SubmittedById { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    [Description("Changes with everything that is said here: send it as seen, and the answer comes when it is another.")]
    public required string Seen { get; init; }
}
