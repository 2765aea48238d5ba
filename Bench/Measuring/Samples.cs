namespace OrleansOps.Bench;

/// <summary>Measured values, in no order.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => Quantile(0.5);

    public double Least => _values.Min();

    public double Most => _values.Max();

    public void Add(double value) => _values.Add(value);

    public void Add(Samples others) => _values.AddRange(others._values);

    /// <summary>The value below which this share of all values lies, 0 to 1.</summary>
    public double Quantile(double share)
    {
        var sorted = _values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
