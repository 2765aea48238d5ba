using System.Diagnostics.Metrics;

namespace OrleansOps.Logs;

/// <summary>What is counted and measured of the tasks' output where it is stored.</summary>
internal sealed class LogMeter
{
    private static readonly InstrumentAdvice<double> Lags = new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600] };

    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _lag;

    public LogMeter(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansOps.Logs");
        _bytes = meter.CreateCounter<long>("ops.log.stored", unit: "By", description: "Bytes of output stored");
        _lag = meter.CreateHistogram("ops.log.lag", unit: "s", description: "How long after it was written, by its host's clock, output was stored", tags: null, advice: Lags);
    }

    public void Stored(LogBatch batch, DateTimeOffset now)
    {
        _bytes.Add(batch.Bytes.Length);
        _lag.Record(Math.Max(0, (now - batch.At).TotalSeconds));
    }
}
