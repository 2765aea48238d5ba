namespace OrleansOps.Bench;

/// <summary>T11: what a task costs while a large fleet is connected and beats, beside what it costs without one.</summary>
internal static class FleetLatency
{
    private const int Agents = 5_000;
    private const int Tasks = 1_000;

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await lab.StartAfresh();   // the machine is for the fleet alone
        await using var rig = await ProductRig.Start();
        await rig.StartAgent();
        await Loads.WarmUp(rig.Door);
        var alone = await Loads.OneByOne(rig.Door, Tasks, "/bin/true");

        await using var fleet = new ReturningFleet(rig.Address, await FleetEnrolment.Enrol(rig.Address, await rig.JoinToken(Agents), Agents), seed: 1);
        await fleet.AllConnected(TimeSpan.FromSeconds(90));
        var beside = await Loads.OneByOne(rig.Door, Tasks, "/bin/true");

        return
        [
            Compare("fleet-latency", alone, beside, 0.99) with { Gate = "ratio <= 3.00", Note = $"p99 of a task beside {Agents} agents that beat; limit: without them" },
            Compare("fleet-latency-p50", alone, beside, 0.5),
        ];
    }

    private static Figure Compare(string name, Samples alone, Samples beside, double share) =>
        new(name, beside.Quantile(share), "ms", alone.Quantile(share), beside.Quantile(share) / alone.Quantile(share));
}
