namespace OrleansOps.Bench;

/// <summary>Medians by pairs, and every single run for the slow ones among them.</summary>
internal sealed record LatencyPairs(Pairs P50, Samples OfProduct, Samples OfReference)
{
    public Figure P99(string name)
    {
        var (value, limit) = (OfProduct.Quantile(0.99), OfReference.Quantile(0.99));
        return new Figure(name, value, "ms", limit, value / limit) { Note = $"{OfProduct.Count} runs" };
    }
}
