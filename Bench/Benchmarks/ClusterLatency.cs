namespace OrleansOps.Bench;

/// <summary>A gateway before two silos, beside one process that is both: what the hop costs those who wait.</summary>
internal static class ClusterLatency
{
    private const int Tasks = 200;
    private const int Lines = 100;
    private const int Rounds = 5;
    private const string Gate = "ratio <= 1.35";

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await lab.StartAfresh();   // its idle processes would be on the same cores
        await using var one = await ClusterShape.Start(silos: 0);
        await using var two = await ClusterShape.Start(silos: 2);
        var trips = await Take(one, two, door => Loads.OneByOne(door, Tasks, "/bin/true"));
        var lines = await Take(one, two, door => LiveLine.Delays(door, Lines));
        return
        [
            trips.P50.ToFigure("cluster-latency", "ms") with { Gate = Gate },
            trips.P99("cluster-latency-p99"),
            lines.P50.ToFigure("cluster-live-line", "ms") with { Gate = Gate },
            lines.P99("cluster-live-line-p99"),
        ];
    }

    private static async Task<LatencyPairs> Take(ClusterShape one, ClusterShape two, Func<TaskDoor, Task<Samples>> measure)
    {
        var ofOne = new Samples();
        var ofTwo = new Samples();
        var pairs = await Pairs.Take(Rounds, () => Round(two, ofTwo), () => Round(one, ofOne));
        return new LatencyPairs(pairs, ofTwo, ofOne);

        async Task<double> Round(ClusterShape shape, Samples all)
        {
            var samples = await measure(shape.Rig.Door);
            all.Add(samples);
            return samples.Median;
        }
    }
}
