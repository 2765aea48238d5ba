using System.Diagnostics.Metrics;

namespace OrleansOps.Metrics;

/// <summary>The value of one instrument under one set of tags.</summary>
internal sealed class PrometheusSeries(string labels, double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds.Length];

    public string Labels => labels;

    public double Value { get; private set; }

    public long Count { get; private set; }

    public void Take(Instrument instrument, double measured)
    {
        lock (_lock)
        {
            Count++;
            Value = instrument.IsObservable || IsGauge(instrument) ? measured : Value + measured;
            for (var i = 0; i < bounds.Length; i++)
            {
                if (measured <= bounds[i])
                {
                    _buckets[i]++;
                    break;
                }
            }
        }
    }

    /// <summary>Upper bounds with how many measurements were at or below each.</summary>
    public IEnumerable<(double Bound, long Count)> Buckets()
    {
        lock (_lock)
        {
            var total = 0L;
            return [.. bounds.Select((bound, i) => (bound, total += _buckets[i]))];
        }
    }

    private static bool IsGauge(Instrument instrument) =>
        instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);
}
