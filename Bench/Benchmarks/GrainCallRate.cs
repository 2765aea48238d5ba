namespace OrleansOps.Bench;

/// <summary>Calls through the grain runtime alone: no store, no socket.</summary>
internal static class GrainCallRate
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        using var host = await GrainHost.InMemory();
        await GrainCalls.CallsPerSecond(host.Grains(), Round);

        var rounds = new Samples();
        for (var i = 0; i < 5; i++)
        {
            rounds.Add(await GrainCalls.CallsPerSecond(host.Grains(), Round));
        }

        await host.StopAsync();
        return
        [
            new Figure("grain-calls", rounds.Median, "calls/s")
            {
                Gate = ">= 1,000,000",
                Note = $"100 callers on 100 grains, {FigureTable.Number(rounds.Least)}..{FigureTable.Number(rounds.Most)}",
            },
        ];
    }
}
