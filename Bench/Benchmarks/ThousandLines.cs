namespace OrleansOps.Bench;

/// <summary>T6: a task that prints 1,000 lines, until its result and each line is stored.</summary>
internal static class ThousandLines
{
    private static readonly string[] Command = ["/usr/bin/seq", "1", "1000"];

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var product = await lab.Product();
        var roofline = await lab.Roofline();
        await Loads.OneByOne(product.Door, 100, Command);
        await Loads.OneByOne(roofline.Door, 100, Command);

        var pairs = await Pairs.Take(6, () => Round(product), () => Round(roofline.Door));
        return [pairs.ToFigure("thousand-lines", "ms") with { Gate = "<= 10 ms", Goal = "ratio <= 2.00" }];
    }

    private static async Task<double> Round(TaskDoor door) => (await Loads.OneByOne(door, 60, Command)).Median;

    // The result may be stored before the last batch is; the clock stops when the log says that it is complete.
    private static async Task<double> Round(ProductRig product)
    {
        var samples = new Samples();
        for (var i = 0; i < 60; i++)
        {
            samples.Add((await LogWait.RunToCompleteLog(product.Door, Command)).TotalMilliseconds);
        }

        return samples.Median;
    }
}
