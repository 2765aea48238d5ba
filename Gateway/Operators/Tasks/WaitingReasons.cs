using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>Says of each queued task in a list why it waits. The agents know: each is asked once for all of its tasks. What waits for a lock and not for its agent says so itself.</summary>
internal sealed class WaitingReasons(IGrainFactory grains, TimeProvider time)
{
    /// <summary>A list does not wait longer for its reasons; it comes without those that are missing.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<Api.TaskSummary>> Show(IReadOnlyList<TaskSummary> tasks)
    {
        var asked = tasks.Where(task => task.Phase == TaskPhase.Queued).GroupBy(task => task.AgentId, StringComparer.Ordinal)
            .Select(group => Ask(group.Key, group.Select(task => task.Id).ToArray()));
        var reasons = (await Task.WhenAll(asked)).SelectMany(found => found).ToDictionary(found => found.Id, found => found.Reason, StringComparer.Ordinal);
        return [.. tasks.Select(task => (reasons.GetValueOrDefault(task.Id) ?? task.Waiting) is { } reason ? task.ToRest() with { WaitingFor = reason, Why = reason.ToRest() } : task.ToRest())];
    }

    private async Task<IEnumerable<(string Id, Said? Reason)>> Ask(string agentId, string[] taskIds)
    {
        try
        {
            return taskIds.Zip(await grains.GetGrain<IAgentGrain>(agentId).ReasonsForWaiting(taskIds).WaitAsync(Timeout, time));
        }
        catch (Exception failed) when (failed.MeansUnavailable())
        {
            return [];
        }
    }
}
