using System.Threading.Channels;
using Orleans.Streams;

namespace OrleansOps.Embedded;

/// <summary>Delivers the items of one stream to one consumer, in order and one at a time.</summary>
internal sealed class StreamSubscription : IThreadPoolWorkItem
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly StreamProvider _provider;
    private readonly Channel<StreamItem> _queue;
    private readonly GrainReference? _grain;
    private int _delivering;

    public StreamSubscription(StreamProvider provider, StreamHub hub, GrainId? consumer, bool isImplicit)
    {
        _provider = provider;
        Hub = hub;
        Consumer = consumer;
        IsImplicit = isImplicit;
        _queue = Channel.CreateBounded<StreamItem>(new BoundedChannelOptions(provider.QueueCapacity) { SingleReader = true });
        _grain = consumer is { } id ? new(provider.Silo, id) : null;
    }

    public Guid Id { get; } = Guid.NewGuid();

    public StreamHub Hub { get; }

    public StreamId StreamId => Hub.Id;

    public string ProviderName => _provider.Name;

    /// <summary>The consuming grain, or null for a consumer outside the grains.</summary>
    public GrainId? Consumer { get; }

    public bool IsImplicit { get; }

    /// <summary>The observer of a consumer outside the grains.</summary>
    public object? Observer { get; set; }

    public bool IsEnded { get; set; }

    public async ValueTask Enqueue(StreamItem item)
    {
        await _queue.Writer.WriteAsync(item);
        if (Interlocked.Exchange(ref _delivering, 1) == 0)
        {
            _provider.Silo.Executor.Execute(this);
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = DeliverAll();

    private async Task DeliverAll()
    {
        do
        {
            while (_queue.Reader.TryRead(out var item))
            {
                await DeliverWithRetries(item);
                Hub.Settle(1);
            }

            Volatile.Write(ref _delivering, 0);
        }
        while (_queue.Reader.TryPeek(out _) && Interlocked.Exchange(ref _delivering, 1) == 0);
    }

    private async Task DeliverWithRetries(StreamItem item)
    {
        var began = _provider.Silo.Time.GetTimestamp();
        for (var pause = FirstPause; !IsEnded; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await Deliver(item, failure: null);
                return;
            }
            catch (Exception exception)
            {
                if (_provider.Silo.Time.GetElapsedTime(began) + pause >= _provider.MaxDeliveryTime)
                {
                    await GiveUp(item, exception);
                    return;
                }

                _provider.Silo.LogDeliveryFailed(exception, item.Token, StreamId, pause);
            }

            await Task.Delay(pause, _provider.Silo.Time);
        }
    }

    private async Task GiveUp(StreamItem item, Exception exception)
    {
        _provider.Silo.LogDeliveryGivenUp(exception, item.Token, StreamId);
        try
        {
            await Deliver(item, new StreamEventDeliveryFailureException(
                $"The item {item.Token} of the stream {StreamId} was given up after {_provider.MaxDeliveryTime}.", exception));
        }
        catch (Exception again)
        {
            _provider.Silo.LogDeliveryGivenUp(again, item.Token, StreamId);   // the consumer was told, as far as it wants to hear
        }
    }

    private Task Deliver(StreamItem item, Exception? failure) => _grain is not null
        ? _provider.Silo.Dispatch(new StreamDelivery(this, item, failure) { Target = _grain })
        : Observer is null ? Task.CompletedTask
        : failure is null ? item.DeliverTo(Observer)
        : item.DeliverFailureTo(Observer, failure);
}
