namespace OrleansOps.Bench;

/// <summary>Calls that each store their grain's state in Redis before they answer.</summary>
internal static class GrainWriteRate
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        using var folder = new TemporaryFolder("ops-writes-");
        await using var redis = await RedisRig.Start(folder.Path);
        using var host = await GrainHost.OnRedis(redis);
        await GrainCalls.WritesPerSecond(host.Grains(), Round);

        var rounds = new Samples();
        for (var i = 0; i < 5; i++)
        {
            rounds.Add(await GrainCalls.WritesPerSecond(host.Grains(), Round));
        }

        await host.StopAsync();
        return
        [
            new Figure("grain-writes", rounds.Median, "calls/s")
            {
                Gate = ">= 50,000",
                Note = $"100 callers on 100 grains, appendfsync everysec, {FigureTable.Number(rounds.Least)}..{FigureTable.Number(rounds.Most)}",
            },
        ];
    }
}
