using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansOps.Logs;

namespace OrleansOps.Simulation.Server;

/// <summary>
/// The queue of output, on the streams of this life. It answers at once: whoever puts something lives no longer than what waits here, so there
/// is nobody whom an answer could tell that it was lost.
/// </summary>
internal sealed class StreamedOutput([FromKeyedServices(Names.Streams)] IStreamProvider streams) : ILogQueue
{
    public async Task<bool> Put(IReadOnlyList<LogBatch> batches)
    {
        var stream = streams.GetStream<LogBatch>(StreamId.Create(Names.TaskLogs, batches[0].TaskId));
        foreach (var batch in batches)
        {
            await stream.OnNextAsync(batch);
        }

        return true;
    }
}
