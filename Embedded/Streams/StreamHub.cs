namespace OrleansOps.Embedded;

/// <summary>One stream with its subscriptions, while it has any or items wait.</summary>
internal sealed class StreamHub
{
    private readonly Lock _gate = new();
    private readonly List<StreamSubscription> _subscriptions;
    private readonly StreamProvider _provider;
    private TaskCompletionSource? _idle;
    private int _pending;
    private bool _closed;

    public StreamHub(StreamProvider provider, StreamId id, IEnumerable<GrainId> implicitSubscribers)
    {
        _provider = provider;
        Id = id;
        _subscriptions = [.. implicitSubscribers.Select(grain => new StreamSubscription(provider, this, grain, isImplicit: true))];
    }

    public StreamId Id { get; }

    /// <summary>Queues the item for every subscription, waiting where a queue is full. False when the hub has closed: find the new one.</summary>
    public async ValueTask<bool> TryPublish(StreamItem item)
    {
        StreamSubscription[] subscriptions;
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            subscriptions = [.. _subscriptions];
            _pending += subscriptions.Length;
        }

        if (subscriptions.Length == 0)
        {
            Settle(0);
        }

        foreach (var subscription in subscriptions)
        {
            await subscription.Enqueue(item.Copy());
        }

        return true;
    }

    /// <summary>One item less is waiting or being delivered.</summary>
    public void Settle(int count)
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            _pending -= count;
            if (_pending == 0)
            {
                (idle, _idle) = (_idle, null);
                _closed = _subscriptions.TrueForAll(subscription => subscription.IsImplicit);
            }
        }

        idle?.TrySetResult();
        if (_closed)
        {
            _provider.Forget(this);
        }
    }

    public Task WhenIdle()
    {
        lock (_gate)
        {
            return _pending == 0 ? Task.CompletedTask : (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Adds a subscription; false when the hub has closed.</summary>
    public bool TryAdd(StreamSubscription subscription)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _subscriptions.Add(subscription);
            }

            return !_closed;
        }
    }

    public void Remove(StreamSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions.Remove(subscription);
        }

        Settle(0);
    }

    public IReadOnlyList<StreamSubscription> SubscriptionsOf(GrainId? consumer)
    {
        lock (_gate)
        {
            return _subscriptions.FindAll(subscription => subscription.Consumer == consumer);
        }
    }
}
