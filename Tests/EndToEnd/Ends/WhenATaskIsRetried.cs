using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>Tasks that fail and are started again, with every process as it is.</summary>
public sealed class WhenATaskIsRetried
{
    /// <summary>Fails until it was started three times, and says each time which time it is.</summary>
    private const string ThirdTimeLucky = "echo >> $DIR/starts; n=$(wc -l < $DIR/starts); echo start $n; [ $n -ge 3 ]";

    [Fact]
    public async Task ItSucceedsInTheEnd_WithOneLogOfAllAttempts_ThoughTheControlPlaneIsKilledInItsPause()
    {
        await using var world = await OpsWorld.Start(settings: new Dictionary<string, string> { ["OPS_Tasks__DeadlineTick"] = "00:00:00.500" });
        await world.StartAgent("web-1");
        var dir = Directory.CreateDirectory(Path.Combine(world.Root, "shared")).FullName;

        await Run(world, dir, "lucky", "--retries", "4", "--retry-delay", "2s");
        await Reaches(world, "lucky", task => task["attempts"]!.AsArray() is [{ } first, ..] && first["failed"]!.GetValue<bool>(), "its first attempt failed");
        await world.Gateway.KillNow();
        await world.StartGateway();
        var task = await Reaches(world, "lucky", task => task["terminal"]!.GetValue<bool>(), "it is over");

        Assert.Equal("succeeded", task["phase"]!.GetValue<string>());
        Assert.Equal([1, 1, null], task["attempts"]!.AsArray().Select(attempt => attempt!["exitCode"]?.GetValue<int>()));
        Assert.Equal("start 1\nstart 2\nstart 3\n", await Opsctl.Run(world, 0, "logs", "lucky"));
        var shown = await Opsctl.Run(world, 0, "task", "lucky");
        Assert.Matches("(?m)^Retries: +up to 4, the first after 2s$", shown);
        Assert.Matches("(?m)^Attempt 2: +sent .*: It exited with code 1.$", shown);
    }

    [Fact]
    public async Task ACancelInItsPauseIsItsEnd()
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent("web-1");
        var dir = Directory.CreateDirectory(Path.Combine(world.Root, "shared")).FullName;
        await Run(world, dir, "late", "--retries", "1", "--retry-delay", "1h");
        var waiting = await Reaches(world, "late", task => task["phase"]!.GetValue<string>() == "queued" && task["attempt"]!.GetValue<int>() == 2, "it waits for its second attempt");

        await Opsctl.Run(world, 0, "cancel", "late");

        Assert.StartsWith("Attempt 1 failed: It exited with code 1. It is started again at ", waiting["waitingFor"]!.GetValue<string>(), StringComparison.Ordinal);
        var task = await Reaches(world, "late", task => task["terminal"]!.GetValue<bool>(), "it is over");
        Assert.Equal(("cancelled", "Cancelled while it waited to be started again."), (task["phase"]!.GetValue<string>(), task["reason"]!.GetValue<string>()));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(dir, "starts")));
    }

    private static Task<string> Run(OpsWorld world, string dir, string id, params string[] retries) =>
        Opsctl.Run(world, 0, ["run", "--on", "web-1", "--id", id, "--detach", "--env", $"DIR={dir}", .. retries, "--kind", "bash", "-c", ThirdTimeLucky]);

    private static Task<JsonObject> Reaches(OpsWorld world, string id, Func<JsonObject, bool> wanted, string expected) =>
        Eventually.Get(() => world.Api.Get($"/api/v1/tasks/{id}"), wanted, expected);
}
