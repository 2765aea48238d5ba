using Orleans.Configuration;
using Orleans.Streams;

namespace OrleansOps.Logs;

/// <summary>
/// The queues of this silo. Each silo has its own and reads nobody else's, so output stays where its host lives, and no queue moves when
/// silos come and go. Orleans does not read a queue while it makes a new stream known to its log; that there are several keeps a log that
/// does not answer from holding up all of them.
/// </summary>
internal sealed class LogQueues : ILogQueue
{
    private const int Count = 8;

    private readonly HashRingBasedStreamQueueMapper _mapper = new(new HashRingStreamQueueMapperOptions { TotalQueueCount = Count }, Names.Streams);
    private readonly Dictionary<QueueId, LogQueue> _queues;
    private long _number;

    public LogQueues() => _queues = _mapper.GetAllQueues().ToDictionary(id => id, _ => new LogQueue());

    public IStreamQueueMapper Mapper => _mapper;

    public LogQueue this[QueueId id] => _queues[id];

    public Task<bool> Put(IReadOnlyList<LogBatch> batches)
    {
        var stream = StreamId.Create(Names.TaskLogs, batches[0].TaskId);
        return _queues[_mapper.GetQueueForStream(stream)].Put(new QueuedOutput(stream, batches, Interlocked.Increment(ref _number)));
    }
}
