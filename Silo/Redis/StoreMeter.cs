using System.Diagnostics.Metrics;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>What is counted of the store, for alarms.</summary>
internal static class StoreMeter
{
    private static readonly Meter Meter = new("OrleansOps.Store");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "ops.store.failures", description: "Calls to the store that failed: refused (it is full, or cannot write), timeout, or no connection");

    private static readonly Gauge<int> Ready = Meter.CreateGauge<int>("ops.store.ready", description: "1 if the store can be used, 0 if not");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "ops.store.duration", unit: "s", description: "How long calls to the store took that were answered, by the script that they ran", tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5] });

    public static void Called(string name, TimeSpan took) => Duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("call", name));

    public static void CallFailed(Exception failure) => Failures.Add(1, new KeyValuePair<string, object?>("why", failure switch
    {
        RedisServerException => "refused",
        TimeoutException => "timeout",
        _ => "connection",
    }));

    public static void IsReady(bool ready) => Ready.Record(ready ? 1 : 0);
}
