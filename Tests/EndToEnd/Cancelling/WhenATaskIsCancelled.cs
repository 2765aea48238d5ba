using System.Globalization;

namespace OrleansOps.EndToEnd;

public sealed class WhenATaskIsCancelled(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task ItsWholeTreeIsDeadBeforeItIsShownCancelled()
    {
        var pids = Path.Combine(World.Root, "pids");
        // Seven processes: plain child, own session, nohup, double fork, double fork with an empty environment, one that ignores polite signals, the root.
        var script = $$"""
            trap '' INT TERM
            live="trap '' INT TERM; echo \$\$ >> '{{pids}}'; while :; do sleep 0.2; done"
            sh -c "$live" &
            setsid sh -c "$live" &
            nohup sh -c "$live" > /dev/null 2>&1 &
            ( sh -c "$live" & )
            ( env -i setsid /bin/sh -c "$live" & )
            setsid setsid sh -c "$live &"
            echo $$ >> '{{pids}}'
            echo up
            while :; do sleep 0.2; done
            """;
        await World.Api.Submit("tree", new
        {
            agent = "host-1",
            kind = "bash",
            script,
            grace = new { interruptSeconds = 1, terminateSeconds = 1 },
        });
        await Eventually.Get(() => Read(pids), all => all.Count == 7, "seven processes");

        await World.Api.Cancel("tree");
        var aliveWhenShown = new List<int>();
        await Eventually.Get(
            async () =>
            {
                var phase = OpsApi.Phase(await World.Api.Task("tree"));
                if (phase == "cancelled")
                {
                    aliveWhenShown.AddRange((await Read(pids)).Where(IsAlive));
                }

                return phase;
            },
            phase => phase == "cancelled",
            "the task is cancelled",
            TimeSpan.FromSeconds(60));

        Assert.Empty(aliveWhenShown);
        var task = await World.Api.Task("tree");
        Assert.NotNull(task["cancelRequestedBy"]);
        Assert.Equal("cancelled", task["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task OneThatWaitsInTheQueueNeverStarts()
    {
        var started = Path.Combine(World.Root, "must-not-exist");
        var blockers = Enumerable.Range(1, 5).Select(i => $"blocker-{i}").ToList();
        foreach (var id in blockers)
        {
            await World.Api.Submit(id, new { agent = "host-1", kind = "shell", script = "sleep 600" });
            await World.Api.InPhase(id, "running");
        }

        await World.Api.Submit("waiting", new { agent = "host-1", kind = "shell", script = $"touch '{started}'" });
        await World.Api.Cancel("waiting");
        await World.Api.InPhase("waiting", "cancelled");
        foreach (var id in blockers)
        {
            await World.Api.Cancel(id);
        }

        foreach (var id in blockers)
        {
            await World.Api.InPhase(id, "cancelled", TimeSpan.FromSeconds(60));
        }

        Assert.False(File.Exists(started));
    }

    [Fact]
    public async Task ATaskBeyondItsTimeIsEndedWithItsTree()
    {
        var pids = Path.Combine(World.Root, "timeout-pids");
        await World.Api.Submit("too-long", new
        {
            agent = "host-1",
            kind = "shell",
            script = $"setsid sh -c \"echo \\$\\$ >> '{pids}'; sleep 600\" & echo $$ >> '{pids}'; sleep 600",
            timeoutSeconds = 2,
            grace = new { interruptSeconds = 1, terminateSeconds = 1 },
        });

        var task = await World.Api.Terminal("too-long", TimeSpan.FromSeconds(60));

        Assert.Equal("timedOut", OpsApi.Phase(task));
        Assert.DoesNotContain(await Read(pids), IsAlive);
    }

    [Fact]
    public async Task AChildThatKeepsTheOutputOpenDoesNotKeepTheTaskOpen()
    {
        var pids = Path.Combine(World.Root, "left-pids");
        await World.Api.Submit("left", new
        {
            agent = "host-1",
            kind = "shell",
            script = $"sleep 40 & echo $! > '{pids}'; echo root ends",
        });

        var task = await World.Api.Complete("left", TimeSpan.FromSeconds(30));

        Assert.Equal("succeeded", OpsApi.Phase(task));
        Assert.Equal(1, task["processesLeft"]!.GetValue<int>());
        Assert.True(IsAlive((await Read(pids)).Single()), "A process left by a task that ended by itself is not killed.");
    }

    private static async Task<IReadOnlyList<int>> Read(string file) =>
        File.Exists(file)
            ? [.. (await File.ReadAllLinesAsync(file)).Where(l => l.Length > 0).Select(l => int.Parse(l, CultureInfo.InvariantCulture))]
            : [];

    private static bool IsAlive(int process) => File.Exists($"/proc/{process}/stat")
        && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
