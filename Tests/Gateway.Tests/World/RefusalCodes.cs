using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>The codes of what one gateway refuses from here on, also while nobody is let in to ask for its metrics.</summary>
internal sealed class RefusalCodes : IDisposable
{
    private readonly ConcurrentQueue<string?> _codes = new();
    private readonly MeterListener _listener = new();

    public RefusalCodes(GatewayWorld world)
    {
        var meters = world.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "ops.refusals" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _codes.Enqueue(tags[0].Value as string));
        _listener.Start();
    }

    public IReadOnlyCollection<string?> All => _codes;

    public void Dispose() => _listener.Dispose();
}
