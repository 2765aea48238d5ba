using System.ComponentModel;
using OrleansOps.Jobs;
using OrleansOps.Workflows;

namespace OrleansOps.Api;

/// <summary>One step of a workflow as it stands.</summary>
public sealed record StepView
{
    public required string Name { get; init; }

    public required StepPhase Phase { get; init; }

    [Description("Why it waits, or what happened.")]
    public string? Reason { get; init; }

    [Description("The same for programs.")]
    public IReadOnlyList<Why>? Why { get; init; }

    [Description("Names of the steps that must be over before it may begin.")]
    public required IReadOnlyList<string> Needs { get; init; }

    public required StepCondition When { get; init; }

    public required bool MayFail { get; init; }

    [Description("What its condition compares; null: it has none.")]
    public SubmitCondition? If { get; init; }

    [Description("Variables of its task that get what earlier steps have put out; null: none.")]
    public IReadOnlyDictionary<string, SubmitInput>? Inputs { get; init; }

    [Description("What its job has put out, once it is over, by name. A workflow keeps 100 of each step and 64 KiB, and 256 KiB of all of its steps.")]
    public required IReadOnlyList<StepOutput> Outputs { get; init; }

    [Description("It has put out more than is kept: what is not among these is not known.")]
    public required bool OutputsCut { get; init; }

    [Description("It is approved or rejected by an operator.")]
    public required bool IsApproval { get; init; }

    [Description("Names of the tokens that may approve it; empty: every operator.")]
    public required IReadOnlyList<string> Approvers { get; init; }

    [Description("When it goes on by itself, or fails as nobody has approved it.")]
    public DateTimeOffset? DueAt { get; init; }

    [Description("Its job, once that has begun.")]
    public string? JobId { get; init; }

    [Description("Where that job stands; null: there is none.")]
    public JobPhase? JobPhase { get; init; }

    [Description("How many hosts it is for.")]
    public required int Hosts { get; init; }

    public required JobCounts Counts { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
