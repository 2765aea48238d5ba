namespace OrleansOps.Cli;

/// <summary>A run of Terraform as the server shows it. Phases stay text: a newer server may know more of them.</summary>
/// <param name="Terminal">Nothing more will happen to it.</param>
/// <param name="Seen">Another one with each change: with it the server is asked for the next.</param>
internal sealed record TerraformRunView(
    string Id,
    string Workspace,
    AgentRef Agent,
    string Phase,
    bool Terminal,
    string Seen,
    bool Destroy = false,
    bool PlanOnly = false,
    bool AutoApprove = false,
    string? Program = null,
    string? Code = null,
    string? Reason = null,
    RunPlanView? Plan = null,
    RunDecisionView? Decision = null,
    string? CancelledBy = null,
    string? PlanTask = null,
    string? ApplyTask = null,
    string? SubmittedBy = null,
    DateTimeOffset? SubmittedAt = null,
    DateTimeOffset? PlannedAt = null,
    DateTimeOffset? EndedAt = null);
