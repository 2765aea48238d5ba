namespace OrleansOps.Bench;

/// <summary>One process of the control plane, gateway with silo, that has nothing to do.</summary>
internal static class ServerFootprint
{
    private const double MiB = 1024 * 1024;
    private const int Agents = 5;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await using var product = await ProductRig.Start();
        await product.StartAgent();
        var alone = await Idle(product);
        var memory = product.Gateway.Resident() / MiB;
        for (var i = 1; i < Agents; i++)
        {
            await product.StartAgent();
        }

        var several = await Idle(product);
        return
        [
            new Figure("server-footprint", memory, "MiB") { Gate = "<= 150 MiB", Goal = "<= 120 MiB", Note = "resident, gateway with silo, one idle agent" },
            new Figure("server-footprint-cpu", alone, "%") { Gate = "<= 0.8 %", Goal = "<= 0.4 %", Note = $"of one core over {Watch.TotalSeconds:0} s, one idle agent" },
            new Figure("server-footprint-cpu-5", several, "%") { Gate = "<= 1 %", Goal = "<= 0.5 %", Note = $"the same with {Agents} idle agents" },
        ];
    }

    /// <summary>Percent of a core, when what came before is over.</summary>
    private static async Task<double> Idle(ProductRig product)
    {
        await Task.Delay(Settle, TimeProvider.System);
        var before = product.Gateway.ProcessorTime();
        await Task.Delay(Watch, TimeProvider.System);
        return (product.Gateway.ProcessorTime() - before) / Watch * 100;
    }
}
