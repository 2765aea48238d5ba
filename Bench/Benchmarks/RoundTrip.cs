namespace OrleansOps.Bench;

/// <summary>T4: from the REST call to the stored result, nothing else going on.</summary>
internal static class RoundTrip
{
    private const int TasksInARound = 300;

    // Celery's p50 and p99 as multiples of the roofline's on the reference machine, both with Redis syncing each write.
    private const double CeleryP50OfRoofline = 2.64 / 1.21;
    private const double CeleryP99OfRoofline = 5.7 / 2.4;

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var product = await lab.Product();
        var roofline = await lab.Roofline();
        var everySecond = await Take(product, roofline);

        await product.Redis.Fsync("always");
        await roofline.Redis.Fsync("always");
        var always = await Take(product, roofline);
        await product.Redis.Fsync("everysec");
        await roofline.Redis.Fsync("everysec");

        var gateP50 = $"ratio <= {1.5 * CeleryP50OfRoofline:0.00}";
        var gateP99 = $"ratio <= {2 * CeleryP99OfRoofline:0.00}";
        return
        [
            everySecond.P50.ToFigure("round-trip", "ms") with { Gate = gateP50, Goal = "ratio <= 2.00" },
            everySecond.P99("round-trip-p99") with { Gate = gateP99, Goal = $"ratio <= {CeleryP99OfRoofline:0.00}" },
            always.P50.ToFigure("round-trip-always", "ms") with { Gate = gateP50, Goal = "ratio <= 2.00" },
            always.P99("round-trip-always-p99") with { Gate = gateP99, Goal = $"ratio <= {CeleryP99OfRoofline:0.00}" },
        ];
    }

    private static async Task<LatencyPairs> Take(ProductRig product, RooflineRig roofline)
    {
        var ofProduct = new Samples();
        var ofRoofline = new Samples();
        var pairs = await Pairs.Take(6, () => Round(product.Door, ofProduct), () => Round(roofline.Door, ofRoofline));
        return new LatencyPairs(pairs, ofProduct, ofRoofline);
    }

    private static async Task<double> Round(TaskDoor door, Samples all)
    {
        var samples = await Loads.OneByOne(door, TasksInARound, "/bin/true");
        all.Add(samples);
        return samples.Median;
    }
}
