using Orleans.Concurrency;
using OrleansOps.Placement;

namespace OrleansOps.Logs;

/// <summary>The way of one host's output into the cluster. It holds nothing: what waits, waits in the queue of its silo.</summary>
[Reentrant, HostPlacement]
internal sealed class LogIntakeGrain(ILogQueue queue) : Grain, ILogIntakeGrain
{
    public async Task<bool> Take(IReadOnlyList<LogBatch> batches)
    {
        if (await queue.Put(batches))
        {
            return true;
        }

        DeactivateOnIdle();   // a silo that is leaving has closed its queue: the next call finds another
        return false;
    }
}
