namespace OrleansOps.HostAgent.Tasks;

/// <summary>An attempt that is over already, or never began.</summary>
internal sealed class FinishedProcess(ProcessEnd end) : ITaskProcess
{
    public TimeSpan Age => TimeSpan.Zero;

    public Task<ProcessEnd> Ended { get; } = Task.FromResult(end);

    public Task<int> Signal(int signal) => Task.FromResult(0);
}
