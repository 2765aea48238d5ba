using OrleansOps.Logs;
using OrleansOps.Simulation.Grains;

namespace OrleansOps.Simulation.Server;

/// <summary>The queue of the silo before the logs, as far as one silo shows it: in order, and answered when the log has taken what was put.</summary>
internal sealed class SimulatedLogQueue(StreamProvider streams) : ILogQueue
{
    public Task<bool> Put(IReadOnlyList<LogBatch> batches) => streams.Put(StreamId.Create(Names.TaskLogs, batches[0].TaskId), batches);
}
