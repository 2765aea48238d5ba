using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>T14: what a task printed and ended with while its agent was cut off, from the agent's new connection until all of it is stored.</summary>
internal static class CatchUp
{
    private const int Lines = 2_000;
    private const int Rounds = 12;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        using var folder = new TemporaryFolder("ops-catch-up-");
        await using var rig = await ProductRig.Start();
        await using var line = new CutLine(rig.Installation.Gateways[0].Port);
        var name = await rig.Enrol();
        await rig.RunAgent(name, server: line.Address);
        await Loads.WarmUp(rig.Door);

        var (stored, away) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            var (took, gap) = await Round(rig, line, Path.Combine(folder.Path, $"{round}"));
            stored.Add(took.TotalMilliseconds);
            away.Add(gap.TotalMilliseconds);
        }

        return
        [
            new Figure("catch-up", stored.Median, "ms")
            {
                Gate = "<= 1000 ms",
                Goal = "<= 250 ms",
                Note = $"{Lines} lines and the result; {stored.Least:0} to {stored.Most:0} ms",
            },
            new Figure("catch-up-connect", away.Median, "ms") { Note = $"from the cut to the new connection, later each time it is cut soon after; {away.Least:0} to {away.Most:0} ms" },
        ];
    }

    private static async Task<(TimeSpan Stored, TimeSpan Away)> Round(ProductRig rig, CutLine line, string marks)
    {
        var (ready, go, done) = (marks + ".ready", marks + ".go", marks + ".done");
        var id = rig.Door.NewId();
        await rig.Door.Submit(id, waitSeconds: 0, "/bin/sh", "-c", $"touch {ready}; until [ -e {go} ]; do sleep 0.01; done; seq {Lines}; touch {done}");
        await Until(() => File.Exists(ready), "the task ran");
        line.Freeze();
        await File.WriteAllTextAsync(go, "");
        await Until(() => File.Exists(done), "the task had printed");

        var cut = Stopwatch.GetTimestamp();
        line.Cut();
        line.Thaw();
        await LogWait.UntilComplete(rig.Door, id);
        var over = Stopwatch.GetTimestamp();
        return (Stopwatch.GetElapsedTime(line.ConnectedAt, over), Stopwatch.GetElapsedTime(cut, line.ConnectedAt));
    }

    private static async Task Until(Func<bool> isSo, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"Waited {Limit.TotalSeconds:0} s until {what}.");
            }

            await Task.Delay(Pace, TimeProvider.System);
        }
    }
}
