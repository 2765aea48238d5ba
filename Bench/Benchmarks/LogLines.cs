namespace OrleansOps.Bench;

/// <summary>T7: one task that prints as fast as it can.</summary>
internal static class LogLines
{
    private const int Lines = 300_000;
    private static readonly string[] Command =
        ["/bin/sh", "-c", $"yes '2026-01-01T00:00:00Z info worker: item done in 12 ms, 3 waiting' | head -n {Lines}"];

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var product = await lab.Product();
        var roofline = await lab.Roofline();
        await LogWait.RunToCompleteLog(product.Door, Command);
        await roofline.Door.Run(Command);

        var pairs = await Pairs.Take(
            5,
            async () => Lines / (await LogWait.RunToCompleteLog(product.Door, Command)).TotalSeconds,
            async () => Lines / (await Loads.OneByOne(roofline.Door, 1, Command)).Median * 1_000);
        return [pairs.ToFigure("log-lines", "lines/s") with { Gate = ">= 50,000", Goal = "ratio >= 0.30" }];
    }
}
