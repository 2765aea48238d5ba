using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>T13: one task to each agent of a fleet; no process is started, so what is measured is the control plane and its store.</summary>
internal static class FanOut
{
    private const int Agents = 1_000;
    private const int Rounds = 6;
    public const int AtOnce = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await lab.StartAfresh();   // the machine is for the fleet alone
        await using var rig = await ProductRig.Start();
        await using var fleet = new ReturningFleet(
            rig.Address, await FleetEnrolment.Enrol(rig.Address, await rig.JoinToken(Agents), Agents), seed: 1, answersOrders: true);
        await fleet.AllConnected(Limit);
        await using var redis = await RespConnection.Open(rig.Redis.Port);

        var samples = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            var took = await OneToEach(rig.Door, redis, Agents);
            if (round > 0)
            {
                samples.Add(took.TotalSeconds);   // the first one measures the compiler
            }
        }

        return
        [
            new Figure("fan-out", samples.Median, "s")
            {
                Gate = "<= 1.0 s",
                Goal = "<= 0.3 s",
                Note = $"{Agents} tasks; {Agents / samples.Median:0} agents/s; {samples.Least:0.00} to {samples.Most:0.00} s",
            },
        ];
    }

    /// <summary>How long it takes to give each simulated agent a task, one by one, until every result is stored.</summary>
    public static async Task<TimeSpan> OneToEach(TaskDoor door, RespConnection redis, int agents)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, agents),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, _) => await door.Submit($"simulated-{number}", door.NewId(), waitSeconds: 0, "/bin/true"));
        while ((await redis.Send("ZCARD", "ops:index:open")).Number is > 0 and var open)
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"{open} of {agents} tasks were not over within {Limit.TotalSeconds:0} s.");
            }

            await Task.Delay(Pace, TimeProvider.System);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
