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

    public static void CallFailed(Exception failure) => Failures.Add(1, new KeyValuePair<string, object?>("why", failure switch
    {
        RedisServerException => "refused",
        TimeoutException => "timeout",
        _ => "connection",
    }));

    public static void IsReady(bool ready) => Ready.Record(ready ? 1 : 0);
}
