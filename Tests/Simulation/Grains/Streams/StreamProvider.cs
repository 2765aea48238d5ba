using Orleans.Streams;

namespace OrleansOps.Simulation.Grains;

/// <summary>Streams inside one life, with implicit subscribers only. A stream takes memory only while items wait on it.</summary>
internal sealed class StreamProvider(GrainHost host, string name) : IStreamProvider
{
    private readonly Dictionary<GrainId, StreamQueue> _queues = [];

    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new GrainStream<T>(this, streamId);

    public void Publish(StreamId stream, Func<Activation, Exception?, Task> deliver)
    {
        if (!host.IsOpen)
        {
            throw new SiloUnavailableException("The stream takes no items: the silo is not running.");
        }

        foreach (var subscriber in GrainClass.SubscribedTo(stream.GetNamespace() ?? ""))
        {
            Put(stream, GrainId.Create(subscriber, stream.GetKeyAsString()), deliver);
        }
    }

    /// <summary>The next item for the grain; null, and the stream is forgotten, when there is none.</summary>
    public Func<Activation, Exception?, Task>? Next(GrainId grain)
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

    private void Put(StreamId stream, GrainId grain, Func<Activation, Exception?, Task> deliver)
    {
        lock (host.Gate)
        {
            if (_queues.TryGetValue(grain, out var known))
            {
                known.Items.Enqueue(deliver);
                return;
            }

            var queue = new StreamQueue(host, this, stream, grain);
            queue.Items.Enqueue(deliver);
            _queues.Add(grain, queue);
            host.Executor.Execute(queue);
        }
    }
}
