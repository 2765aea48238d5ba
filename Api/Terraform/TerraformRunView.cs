using System.ComponentModel;
using OrleansOps.Terraform;

namespace OrleansOps.Api;

/// <summary>A run of Terraform as it stands.</summary>
public sealed record TerraformRunView
{
    public required string Id { get; init; }

    public required string Workspace { get; init; }

    [Description("The host that it runs on.")]
    public required AgentName Agent { get; init; }

    [Description("The code: id of a file of the store.")]
    public required string Code { get; init; }

    public required bool Destroy { get; init; }

    public required bool PlanOnly { get; init; }

    public required bool AutoApprove { get; init; }

    public required string Program { get; init; }

    public required RunPhase Phase { get; init; }

    [Description("Nothing more will happen to it.")]
    public required bool Terminal { get; init; }

    [Description("What it waits for, or what happened.")]
    public string? Reason { get; init; }

    [Description("The same for programs.")]
    public IReadOnlyList<Why>? Why { get; init; }

    [Description("What the plan would do; left out: there is none yet.")]
    public RunPlanView? Plan { get; init; }

    [Description("Who confirmed or discarded it.")]
    public RunDecisionView? Decision { get; init; }

    [Description("Who asked for its end.")]
    public string? CancelledBy { get; init; }

    [Description("Id of the task that plans; left out: it was not begun.")]
    public string? PlanTask { get; init; }

    [Description("Id of the task that applies; left out: it was not begun.")]
    public string? ApplyTask { get; init; }

    public required string SubmittedBy { get; init; }

    public required string SubmittedById { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? PlannedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    [Description("Changes with everything that is said here: send it as seen, and the answer comes when it is another.")]
    public required string Seen { get; init; }
}
