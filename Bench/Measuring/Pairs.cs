namespace OrleansOps.Bench;

/// <summary>
/// Product and reference taken in turns, so that both see the same machine: a noisy neighbour in one half of the run would otherwise
/// decide the ratio.
/// </summary>
internal sealed class Pairs
{
    private readonly Samples _product = new();
    private readonly Samples _reference = new();
    private readonly Samples _ratios = new();

    public double Product => _product.Median;

    public double Reference => _reference.Median;

    public double Ratio => _ratios.Median;

    public string Range => $"{_ratios.Least:0.00}..{_ratios.Most:0.00} over {_ratios.Count} pairs";

    public static async Task<Pairs> Take(int count, Func<Task<double>> product, Func<Task<double>> reference)
    {
        var pairs = new Pairs();
        for (var i = 0; i < count; i++)
        {
            var a = await product();
            var b = await reference();
            pairs._product.Add(a);
            pairs._reference.Add(b);
            pairs._ratios.Add(a / b);
        }

        return pairs;
    }

    public Figure ToFigure(string name, string unit) => new(name, Product, unit, Reference, Ratio) { Note = Range };
}
