namespace OrleansOps.Bench;

/// <summary>T5: everything just started, nothing compiled yet, and then one task.</summary>
internal static class FirstTask
{
    private const int Starts = 3;

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var pairs = await Pairs.Take(Starts, OfProduct, OfRoofline);
        return [pairs.ToFigure("first-task", "ms") with { Gate = "<= 500 ms", Goal = "<= 150 ms" }];
    }

    private static async Task<double> OfProduct()
    {
        await using var rig = await ProductRig.Start();
        await rig.StartAgent();
        return (await Loads.OneByOne(rig.Door, 1, "/bin/true")).Median;
    }

    private static async Task<double> OfRoofline()
    {
        await using var rig = await RooflineRig.Start();
        return (await Loads.OneByOne(rig.Door, 1, "/bin/true")).Median;
    }
}
