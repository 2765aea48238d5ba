using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>What the jobs of a workflow are called. Stored data depends on it: it never changes.</summary>
public static class WorkflowIds
{
    /// <summary>Longest id of a workflow: the ids of its jobs are made of it.</summary>
    public const int Length = 24;

    /// <summary>Longest name of a step.</summary>
    public const int StepLength = JobShards.IdLength - Length - 2;

    /// <summary>No id that an operator gives has the separator, so a job of a workflow is nobody else's. A step's name begins with a letter, so it is no task.</summary>
    public static string JobId(string workflowId, string step) => $"{workflowId}{JobShards.Separator}{step}";

    /// <summary>The step that a job of this workflow belongs to; null: it is none of its.</summary>
    public static string? StepOf(string workflowId, string jobId) => jobId.StartsWith(workflowId + JobShards.Separator, StringComparison.Ordinal)
        ? jobId[(workflowId.Length + JobShards.Separator.Length)..]
        : null;
}
