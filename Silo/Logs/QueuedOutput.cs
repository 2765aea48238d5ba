using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace OrleansOps.Logs;

/// <summary>Output of one task that waits in the queue, as Orleans carries it to the task's log.</summary>
[GenerateSerializer, Immutable, Alias("ops.QueuedOutput")]
internal sealed class QueuedOutput(StreamId streamId, IReadOnlyList<LogBatch> batches, long number) : IBatchContainer
{
    [NonSerialized]
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Id(0)]
    public StreamId StreamId { get; } = streamId;

    [Id(1)]
    public IReadOnlyList<LogBatch> Batches { get; } = batches;

    [Id(2)]
    public long Number { get; } = number;

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Number);

    /// <summary>Whether the log has answered for it. Known only where it waits.</summary>
    public Task<bool> Delivered => _end.Task;

    public void End(bool delivered) => _end.TrySetResult(delivered);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        var token = SequenceToken;
        return Batches.OfType<T>().Select(batch => Tuple.Create(batch, token));
    }

    public bool ImportRequestContext() => false;
}
