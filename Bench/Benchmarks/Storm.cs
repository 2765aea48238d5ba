using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>
/// T12: every agent of a fleet comes back to a control plane that was killed, while tasks run on real agents; the checker says whether any
/// of those suffered.
/// </summary>
internal static class Storm
{
    private const int Agents = 5_000;
    private const int RunningTasks = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await lab.StartAfresh();   // the machine is for the storm alone
        await using var rig = await ProductRig.Start(new InstallationShape { Fsync = "always" });
        await using var fleet = new ReturningFleet(rig.Address, await FleetEnrolment.Enrol(rig.Address, await rig.JoinToken(Agents), Agents), seed: 1);
        await fleet.AllConnected(Limit);
        await rig.StartAgent();
        await rig.StartAgent();
        var tasks = await StormTasks.Start(rig, RunningTasks);

        fleet.Record.Begin();
        var killed = Stopwatch.GetTimestamp();
        await rig.Gateway.Kill();
        await rig.LaunchGateway();
        var listens = Stopwatch.GetElapsedTime(killed);
        await fleet.AllConnected(Limit);
        var verdict = await tasks.Judge();

        var back = fleet.Record.ArrivalsAfter(killed);
        return
        [
            new Figure("storm", back[^1], "s") { Gate = "<= 30 s", Goal = "<= 5 s", Note = $"from the kill until all {Agents} are back; it listened after {listens.TotalSeconds:0.0} s" },
            new Figure("storm-p50", At(back, 0.5), "s") { Note = "half of them" },
            new Figure("storm-p99", At(back, 0.99), "s") { Goal = "<= 10 s" },
            new Figure("storm-admissions", fleet.Record.MostAdmittedInASecond(), "/s") { Gate = "<= 2,000 /s", Note = "most in any second; 1,000 and a bucket of as many are let in" },
            new Figure("storm-refusals", fleet.Record.Refusals, "") { Note = $"asked to come again later; {fleet.Record.Failures} times nobody was there, or answered the greeting in time" },
            new Figure("storm-broken", verdict.Broken.Count, "") { Gate = "0", Note = verdict.IsKept ? $"{RunningTasks} tasks ran through it, {verdict.Counts.Stored} lines" : verdict.Broken[0] },
        ];
    }

    private static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];
}
