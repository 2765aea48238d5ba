using System.Diagnostics.Metrics;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>What is counted of the store, for alarms.</summary>
internal sealed class StoreMeter
{
    private readonly Counter<long> _failures;
    private readonly Gauge<int> _ready;
    private readonly Histogram<double> _duration;

    public StoreMeter(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansOps.Store");
        _failures = meter.CreateCounter<long>("ops.store.failures", description: "Calls to the store that failed: refused (it is full, or cannot write), timeout, or no connection");
        _ready = meter.CreateGauge<int>("ops.store.ready", description: "1 if the store can be used, 0 if not");
        _duration = meter.CreateHistogram(
            "ops.store.duration", unit: "s", description: "How long calls to the store took that were answered, by the script that they ran", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5] });
    }

    public void Called(string name, TimeSpan took) => _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("call", name));

    public void CallFailed(Exception failure) => _failures.Add(1, new KeyValuePair<string, object?>("why", failure switch
    {
        RedisServerException => "refused",
        TimeoutException => "timeout",
        _ => "connection",
    }));

    public void IsReady(bool ready) => _ready.Record(ready ? 1 : 0);
}
