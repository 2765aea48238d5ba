namespace OrleansOps.Bench;

/// <summary>
/// One process, one silo and several silos behind one gateway, on the same cores and in turns. More silos can gain nothing here: what is seen
/// is what it costs that the grains of a task may lie apart.
/// </summary>
internal static class ClusterThroughput
{
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await lab.StartAfresh();   // its idle processes would be on the same cores
        var figures = new List<Figure>();
        await using var one = await ClusterShape.Start(silos: 0);
        await using var apart = await ClusterShape.Start(silos: 1);
        await using (var two = await ClusterShape.Start(silos: 2))
        {
            figures.AddRange(await Compare(one, apart, two, ""));
        }

        await using var three = await ClusterShape.Start(silos: 3);
        figures.AddRange(await Compare(one, apart, three, "-3"));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> Compare(ClusterShape one, ClusterShape apart, ClusterShape several, string suffix)
    {
        var shapes = (ClusterShape[])[one, apart, several];
        var rates = shapes.Select(_ => new Samples()).ToArray();
        var costs = shapes.Select(shape => shape.Cost()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < shapes.Length; i++)
            {
                rates[i].Add(await costs[i].Around(() => Loads.Saturate(shapes[i].Rig.Door, Round)));
            }
        }

        return
        [
            OfOther($"cluster-throughput{suffix}", "tasks/s", rates[2].Median, rates[1].Median) with
            {
                Gate = "ratio >= 0.95",
                Note = $"{several.Silos} silos to 1; one process {FigureTable.Number(rates[0].Median)}",
            },
            OfOther($"cluster-processor{suffix}", "ms/task", costs[2].PerTask, costs[1].PerTask) with
            {
                Gate = "ratio <= 1.25",
                Note = $"{several.Silos} silos to 1; {costs[2]}",
            },
            OfOther($"cluster-processor{suffix}-of-1", "ms/task", costs[1].PerTask, costs[0].PerTask) with { Note = $"1 silo to one process; {costs[1]}; one process: {costs[0]}" },
        ];
    }

    private static Figure OfOther(string name, string unit, double value, double other) => new(name, value, unit, other, value / other);
}
