using System.Globalization;

namespace OrleansOps.Bench;

/// <summary>
/// What one process of the control plane spends on a task, and how that falls while .NET compiles: the product alone, so it is soon done, and
/// processor time tells little of what else the machine does.
/// </summary>
internal static class ServerCost
{
    private const int Windows = 10;
    private const int Settled = 3;
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await using var product = await ProductRig.Start();
        await product.StartAgent();
        await Loads.WarmUp(product.Door);

        var costs = new List<double>();
        for (var i = 0; i < Windows; i++)
        {
            var cost = new ProcessorCost(("gateway", product.Gateway));
            await cost.Around(() => Loads.Saturate(product.Door, Window));
            costs.Add(cost.PerTask);
        }

        var all = string.Join(' ', costs.Select(cost => cost.ToString("0.00", CultureInfo.InvariantCulture)));
        return
        [
            new Figure("server-cost", costs.Skip(Windows - Settled).Order().ElementAt(Settled / 2), "ms")
            {
                Gate = "<= 0.55 ms", Goal = "<= 0.40 ms", Note = $"gateway with silo, for a task, in each {Window.TotalSeconds:0} s: {all}",
            },
            new Figure("server-cost-memory", product.Gateway.Resident() / MiB, "MiB") { Note = "resident under load" },
        ];
    }
}
