using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What a workflow's phase means for the one who started it: an exit code and a sentence.</summary>
internal static class WorkflowOutcomes
{
    public static int ExitCode(WorkflowView workflow) => workflow.Phase switch
    {
        PhasesOfJobs.Succeeded => ExitCodes.Success,
        PhasesOfJobs.Stopped => ExitCodes.Cancelled,
        _ => ExitCodes.NotAll,
    };

    /// <summary>How it ended, in one line.</summary>
    public static string Sentence(WorkflowView workflow) =>
        $"Workflow {Printable.Of(workflow.Id)} {(workflow.Phase is PhasesOfJobs.Stopped ? "is stopped" : Printable.Of(workflow.Phase))}{After(workflow)}.{Reason(workflow.Reason)}";

    /// <summary>How a step stands, in one line.</summary>
    public static string Sentence(StepView step) => $"{Printable.Of(step.Name)}: {Printable.Of(step.Phase)}{Counts(step)}{Took(step)}.{Reason(step.Reason)}";

    /// <summary>Who must say something before it goes on, and how; null if no step waits for that.</summary>
    public static string? HowToGoOn(WorkflowView workflow) => workflow.Steps.FirstOrDefault(step => step is { IsApproval: true, Phase: "running" }) is { } step
        ? $"Go on with: opsctl workflow approve {workflow.Id} {step.Name} (or: opsctl workflow reject {workflow.Id} {step.Name})"
        : null;

    /// <summary>Hosts by how they stand.</summary>
    public static string Counts(StepView step)
    {
        var told = string.Join(", ", step.Counts.Told().Select(one => $"{one.Hosts} {one.State}"));
        return told.Length > 0 ? $", {told}" : step.Hosts > 0 && step.Phase is PhasesOfJobs.Running ? $" on {(step.Hosts == 1 ? "1 host" : $"{step.Hosts} hosts")}" : "";
    }

    private static string Took(StepView step) => Show.Took(step.StartedAt, step.EndedAt) is { } took ? $" after {took}" : "";

    private static string After(WorkflowView workflow) => Show.Took(workflow.SubmittedAt, workflow.EndedAt) is { } took && workflow.Round == 1 ? $" after {took}" : "";

    private static string Reason(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $" {Printable.Of(reason.Trim().TrimEnd('.'))}.";
}
