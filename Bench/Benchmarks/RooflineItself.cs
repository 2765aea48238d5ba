namespace OrleansOps.Bench;

/// <summary>The bare path in its modes, so that a ratio elsewhere can be understood.</summary>
internal static class RooflineItself
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var figures = new List<Figure>();
        var roofline = await lab.Roofline();
        figures.Add(await Rate("roofline", roofline));
        figures.AddRange(await Latency("roofline", roofline));

        await roofline.Redis.Fsync("always");
        figures.Add(await Rate("roofline-always", roofline));
        figures.AddRange(await Latency("roofline-always", roofline));
        await roofline.Redis.Fsync("everysec");

        await using (var single = await RooflineRig.Start(slots: 1))
        {
            await Loads.Saturate(single.Door, Round);
            figures.Add(await Rate("roofline-one-slot", single));
        }

        await using var client = await RooflineRig.Start("client");
        await Loads.WarmUp(client.Door);
        figures.Add(await Rate("roofline-redis-client", client));
        return figures;
    }

    private static async Task<Figure> Rate(string name, RooflineRig rig)
    {
        var rounds = new Samples();
        for (var i = 0; i < 3; i++)
        {
            rounds.Add((await Loads.Saturate(rig.Door, Round)).PerSecond);
        }

        return new Figure(name, rounds.Median, "tasks/s") { Note = $"{rounds.Least:0}..{rounds.Most:0}" };
    }

    private static async Task<Figure[]> Latency(string name, RooflineRig rig)
    {
        var samples = await Loads.OneByOne(rig.Door, 800, "/bin/true");
        return [new Figure(name + "-p50", samples.Median, "ms"), new Figure(name + "-p99", samples.Quantile(0.99), "ms")];
    }
}
