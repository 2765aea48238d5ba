using OrleansOps.Tasks;

namespace OrleansOps.Terraform;

/// <summary>How the task of a run stood when it was asked last.</summary>
/// <param name="Phase">None: there is no such task.</param>
/// <param name="ExitCode">Of its program.</param>
/// <param name="Reason">What is said of it.</param>
internal sealed record TaskSighting(TaskPhase Phase, int? ExitCode = null, Said? Reason = null)
{
    public static TaskSighting Of(TaskView? task) => task is null ? new TaskSighting(TaskPhase.None) : new TaskSighting(task.Phase, task.Result?.ExitCode, task.Reason);
}
