using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;
using OrleansOps.Health;
using OrleansOps.Tasks;

namespace OrleansOps.Placement;

/// <summary>
/// Places what belongs to a task: on the silo of its host. The host of a task that is being submitted comes with the call, since nothing is
/// stored yet; that of any other is read from the store.
/// </summary>
internal sealed partial class TaskDirector(ITaskStore tasks, ILogger<TaskDirector> logger) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (silos.Length == 1)
        {
            return Task.FromResult(silos[0]);
        }

        return target.RequestContextData?.GetValueOrDefault(Names.Host) is string host
            ? Task.FromResult(HostSilos.Of(host, silos))
            : FromStore(target.GrainIdentity.Key.ToString()!, silos, context.LocalSilo);
    }

    private async Task<SiloAddress> FromStore(string taskId, SiloAddress[] silos, SiloAddress local)
    {
        try
        {
            if (await tasks.AgentOf(taskId) is { } host)
            {
                return HostSilos.Of(host, silos);
            }
        }
        catch (StoreUnavailableException failure)
        {
            LogHostUnknown(failure, taskId);
        }

        return silos.Contains(local) ? local : silos[0];   // any will do: it is slower there, and not wrong
    }

    [LoggerMessage(3051, LogLevel.Debug, "Task {TaskId} is placed anywhere: the store does not say which host it belongs to")]
    private partial void LogHostUnknown(Exception failure, string taskId);
}
