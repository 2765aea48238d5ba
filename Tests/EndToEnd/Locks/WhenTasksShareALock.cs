using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>Tasks that name one lock, on two hosts, with every process as it is.</summary>
public sealed class WhenTasksShareALock
{
    /// <summary>Says when it began and ended, in nanoseconds, and ends when it is let go.</summary>
    private const string Script = "date +%s%N >> $DIR/$NAME; while [ ! -e $DIR/go-$NAME ]; do sleep 0.05; done; date +%s%N >> $DIR/$NAME";

    [Fact]
    public async Task OneRunsAtATime_TheOtherSaysForWhomItWaits_AlsoAfterTheControlPlaneWasKilled()
    {
        await using var world = await OpsWorld.Start(settings: new Dictionary<string, string> { ["OPS_Tasks__CheckEvery"] = "00:00:02", ["OPS_Tasks__DeadlineTick"] = "00:00:00.500" });
        await world.StartAgent("web-1");
        await world.StartAgent("web-2");
        var dir = Directory.CreateDirectory(Path.Combine(world.Root, "shared")).FullName;

        await Run(world, dir, "web-1", "first");
        await Reaches(world, "first", "running");
        await Run(world, dir, "web-2", "second");
        await Waits(world, "second", "first on web-1");
        Assert.Matches("(?m)^deploy +first +web-1 .* 1$", await Opsctl.Run(world, 0, "locks", "list"));
        var shown = await Opsctl.Run(world, 0, "locks", "show", "deploy");
        Assert.Matches("(?m)^Task: +first on web-1, running$", shown);
        Assert.Contains("second on web-2", shown, StringComparison.Ordinal);
        await Run(world, dir, "web-1", "own-1", "host:deploy");
        await Run(world, dir, "web-2", "own-2", "host:deploy");   // each host has its own
        await Reaches(world, "own-1", "running");
        await Reaches(world, "own-2", "running");
        Assert.Matches("(?m)^deploy@web-2 +own-2 ", await Opsctl.Run(world, 0, "locks", "list"));

        await world.Gateway.KillNow();
        await world.StartGateway();
        await Waits(world, "second", "first on web-1");
        Assert.False(File.Exists(Path.Combine(dir, "second")));

        await File.WriteAllTextAsync(Path.Combine(dir, "go-first"), "");
        await Reaches(world, "second", "running");
        await File.WriteAllTextAsync(Path.Combine(dir, "go-second"), "");
        await Reaches(world, "second", "succeeded");
        Assert.True((await Times(dir, "first"))[1] <= (await Times(dir, "second"))[0], "the second one began before the first one ended");
        await IsFree(world);
    }

    [Fact]
    public async Task ALostTaskKeepsIt_UntilAnOperatorTakesItAway()
    {
        await using var world = await OpsWorld.Start(settings: new Dictionary<string, string>
        {
            ["OPS_Tasks__CheckEvery"] = "00:00:02",
            ["OPS_Tasks__DeadlineTick"] = "00:00:00.500",
            ["OPS_Tasks__AgentGrace"] = "00:00:02",
        });
        var first = await world.StartAgent("web-1");
        await world.StartAgent("web-2");
        var dir = Directory.CreateDirectory(Path.Combine(world.Root, "shared")).FullName;
        await Run(world, dir, "web-1", "first");
        await Reaches(world, "first", "running");
        await Run(world, dir, "web-2", "second");
        await Waits(world, "second", "first on web-1");

        await first.Process.KillNow();   // its supervisor and the script live
        await Reaches(world, "first", "lost");
        Assert.Matches("(?m)^Task: +first on web-1, lost$", await Opsctl.Run(world, 0, "locks", "show", "deploy"));
        await Waits(world, "second", "first on web-1");

        Assert.Contains("Task first does not have the lock deploy any more.", await Opsctl.Run(world, 0, "locks", "release", "deploy", "--yes"), StringComparison.Ordinal);
        await Reaches(world, "second", "running");
        Assert.Contains("taken from task first", await Opsctl.Run(world, 0, "audit", "--json"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(dir, "go-first"), "");
        await File.WriteAllTextAsync(Path.Combine(dir, "go-second"), "");
        await Reaches(world, "second", "succeeded");
        await IsFree(world);
        Assert.Contains("No task has the lock 'deploy'", await Opsctl.Run(world, 3, "locks", "release", "deploy", "--yes"), StringComparison.Ordinal);
    }

    private static Task<string> Run(OpsWorld world, string dir, string host, string id, string name = "deploy") => Opsctl.Run(
        world, 0, "run", "--on", host, "--id", id, "--detach", "--lock", name, "--env", $"DIR={dir}", "--env", $"NAME={id}", "--kind", "bash", "-c", Script);

    private static Task<string> IsFree(OpsWorld world) =>
        Eventually.Get(() => Opsctl.Run(world, 0, "locks", "list", "-o", "name"), names => !names.Contains("deploy\n", StringComparison.Ordinal), "nobody has the lock");

    private static Task<JsonObject> Reaches(OpsWorld world, string id, string phase) =>
        Eventually.Get(() => world.Api.Get($"/api/v1/tasks/{id}"), task => task["phase"]!.GetValue<string>() == phase, $"task {id} is {phase}");

    private static Task<JsonObject> Waits(OpsWorld world, string id, string whom) => Eventually.Get(
        () => world.Api.Get($"/api/v1/tasks/{id}"),
        task => task["waitingFor"]?.GetValue<string>().StartsWith($"Waits for the lock deploy, which task {whom} has since ", StringComparison.Ordinal) == true,
        $"task {id} waits for {whom}");

    private static async Task<long[]> Times(string dir, string id) =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(dir, id))).Select(line => long.Parse(line, CultureInfo.InvariantCulture))];
}
