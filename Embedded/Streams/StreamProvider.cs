using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting.Embedded;
using Orleans.Streams;

namespace OrleansOps.Embedded;

/// <summary>Streams inside the process. A stream takes memory only while items wait on it or somebody has subscribed to it.</summary>
internal sealed class StreamProvider(
    Silo silo, GrainClasses classes, string name, IOptionsMonitor<StreamPullingAgentOptions> delivery, IOptions<EmbeddedStreamOptions> limits) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, StreamHub> _hubs = new();

    // Tokens grow over restarts too, as long as the clock does.
    private long _lastToken = silo.Time.GetUtcNow().UtcTicks;

    public string Name => name;

    public bool IsRewindable => false;

    public Silo Silo => silo;

    public int QueueCapacity => limits.Value.QueueCapacity;

    public TimeSpan MaxDeliveryTime => delivery.Get(name).MaxEventDeliveryTime;

    public StreamSequenceToken NextToken => new SequenceToken(Interlocked.Increment(ref _lastToken));

    public static StreamProvider Find(IServiceProvider services, string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentNullException(nameof(name));
        }

        return services.GetKeyedService<StreamProvider>(name) ?? throw new KeyNotFoundException($"No stream provider named '{name}' is registered.");
    }

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new EmbeddedStream<T>(this, streamId);

    public StreamHub HubOf(StreamId id) => _hubs.GetOrAdd(id, static (id, self) => new(self, id, self.ImplicitSubscribers(id)), this);

    public void Forget(StreamHub hub) => _hubs.TryRemove(new(hub.Id, hub));

    /// <summary>Completes when no item waits any more.</summary>
    public async Task Flush()
    {
        foreach (var hub in _hubs.Values)
        {
            await hub.WhenIdle();
        }
    }

    private IEnumerable<GrainId> ImplicitSubscribers(StreamId id) =>
        classes.SubscribedTo(id.GetNamespace() ?? "").Select(subscriber => new GrainId(subscriber.GrainType, KeyFor(subscriber, id.GetKeyAsString())));

    // The stream's key as a key of the grain: GUIDs and strings are the same, integers are written differently.
    private static IdSpan KeyFor(GrainClass subscriber, string key) =>
        typeof(IGrainWithIntegerKey).IsAssignableFrom(subscriber.Type) && long.TryParse(key, CultureInfo.InvariantCulture, out var number)
            ? GrainIdKeyExtensions.CreateIntegerKey(number)
            : IdSpan.Create(key);
}
