using Orleans.Streams;

namespace OrleansOps.Simulation.Grains;

/// <summary>Streams inside one life, with implicit subscribers only. A stream takes memory only while items wait on it.</summary>
internal sealed class StreamProvider(GrainHost host, string name) : IStreamProvider
{
    private readonly Dictionary<GrainId, StreamQueue> _queues = [];

    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new GrainStream<T>(this, streamId);

    /// <summary>Delivers items to the stream's subscriber in one turn. Ends when it took them; false if it did not.</summary>
    public Task<bool> Put<T>(StreamId stream, IReadOnlyList<T> items)
    {
        if (!host.IsOpen || GrainClass.SubscribedTo(stream.GetNamespace() ?? "") is not [var subscriber])
        {
            return Task.FromResult(false);
        }

        var item = new StreamItem((activation, failure) => Subscription.Deliver(activation, new(Name, stream, activation), items, failure));
        Put(stream, GrainId.Create(subscriber, stream.GetKeyAsString()), item);
        return item.IsTaken;
    }

    /// <summary>The next item for the grain; null, and the stream is forgotten, when there is none.</summary>
    public StreamItem? Next(GrainId grain)
    {
        lock (host.Gate)
        {
            if (_queues[grain].Items.TryDequeue(out var item))
            {
                return item;
            }

            _queues.Remove(grain);
            return null;
        }
    }

    private void Put(StreamId stream, GrainId grain, StreamItem item)
    {
        lock (host.Gate)
        {
            if (_queues.TryGetValue(grain, out var known))
            {
                known.Items.Enqueue(item);
                return;
            }

            var queue = new StreamQueue(host, this, stream, grain);
            queue.Items.Enqueue(item);
            _queues.Add(grain, queue);
            host.Executor.Execute(queue);
        }
    }
}
