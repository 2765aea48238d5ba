namespace OrleansOps.Bench;

/// <summary>T1, T2 and T3: tasks/s of the whole product beside the bare path and beside starting processes alone.</summary>
internal static class Throughput
{
    // What Celery did beside the roofline on the reference machine, with Redis syncing each second and each write.
    private const double CeleryOfRoofline = 847.0 / 1_990;
    private const double CeleryOfRooflineAlways = 557.0 / 1_730;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var product = await lab.Product();
        var roofline = await lab.Roofline();
        var ofProduct = new ProcessorCost(("gateway", product.Gateway), ("agent", product.Agent), ("redis", product.Redis.Process));
        var ofRoofline = new ProcessorCost(("server", roofline.Server), ("worker", roofline.Worker), ("redis", roofline.Redis.Process));
        var everySecond = await Take(product, roofline, ofProduct, ofRoofline);

        await product.Redis.Fsync("always");
        await roofline.Redis.Fsync("always");
        var always = await Take(product, roofline, ofProduct, ofRoofline);
        await product.Redis.Fsync("everysec");
        await roofline.Redis.Fsync("everysec");

        if (lab.SpawnLimit is null)
        {
            await Spawn.Measure(lab);
        }

        var spawn = lab.SpawnLimit!.Value;
        return
        [
            everySecond.ToFigure("throughput", "tasks/s") with { Gate = $"ratio >= {CeleryOfRoofline:0.00}", Goal = "ratio >= 0.60" },
            always.ToFigure("throughput-always", "tasks/s") with { Gate = $"ratio >= {1.25 * CeleryOfRooflineAlways:0.00}", Goal = "ratio >= 0.65" },
            new Figure("throughput-of-spawn", everySecond.Product, "tasks/s", spawn, everySecond.Product / spawn) { Gate = "ratio >= 0.35", Goal = "ratio >= 0.50", Note = $"{ofProduct}; roofline: {ofRoofline}" },
        ];
    }

    private static Task<Pairs> Take(ProductRig product, RooflineRig roofline, ProcessorCost ofProduct, ProcessorCost ofRoofline) => Pairs.Take(
        5,
        () => ofProduct.Around(() => Loads.Saturate(product.Door, Round)),
        () => ofRoofline.Around(() => Loads.Saturate(roofline.Door, Round)));
}
