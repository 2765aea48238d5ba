using Orleans.Streams;

namespace OrleansOps.Logs;

/// <summary>Shows the queues of this silo to Orleans' persistent streams.</summary>
internal sealed class LogQueueAdapter(LogQueues queues, TimeProvider time) : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache
{
    /// <summary>Streams that are quiet for this long are forgotten: soon, because each task has one. A stream that speaks again costs one call more.</summary>
    public static readonly TimeSpan ForgetStreamsAfter = TimeSpan.FromSeconds(10);

    public string Name => Names.Streams;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => queues.Mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new LogQueueReceiver(queues[queueId], ForgetStreamsAfter * 1.5, time);

    public IQueueCache CreateQueueCache(QueueId queueId) => new LogQueueCache(queues[queueId]);

    /// <summary>Output is put by <see cref="LogIntakeGrain"/>: a stream that is opened to produce stays in its process's memory for ever.</summary>
    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("Output is given to ILogIntakeGrain.");
}
