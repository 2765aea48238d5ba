using System.Text;

namespace OrleansOps.EndToEnd;

public sealed class WhenSomethingIsKilled
{
    private const int Lines = 1_500;

    [Fact]
    public Task TheAgentIsKilled() => KillAndCheck(async (world, agent) =>
    {
        await agent.Process.KillNow();
        agent.Start();
        await world.Online(agent);
    });

    [Fact]
    public Task TheControlPlaneIsKilled() => KillAndCheck(async (world, _) =>
    {
        await world.Gateway.KillNow();
        await world.StartGateway();
    });

    [Fact]
    public Task RedisIsKilled() => KillAndCheck(async (world, _) =>
    {
        await world.Redis.KillNow();
        await world.StartRedis();
    });

    [Fact]
    public Task AllThreeAreKilled() => KillAndCheck(async (world, agent) =>
    {
        await Task.WhenAll(agent.Process.KillNow(), world.Gateway.KillNow(), world.Redis.KillNow());
        await world.StartRedis();
        await world.StartGateway();
        agent.Start();
        await world.Online(agent);
    });

    [Fact]
    public async Task AScriptThatEndsWhileTheAgentIsDeadIsReportedWithItsExitCode()
    {
        await using var world = await OpsWorld.Start();
        var agent = await world.StartAgent();
        var go = Path.Combine(world.Root, "go");
        await world.Api.Submit("orphan", new
        {
            agent = "host-1",
            kind = "shell",
            script = $"echo before; until [ -e '{go}' ]; do sleep 0.05; done; echo after; exit 7",
        });
        await world.Api.InPhase("orphan", "running");

        await agent.Process.KillNow();
        await File.WriteAllTextAsync(go, "");
        agent.Start();
        var task = await world.Api.Complete("orphan", TimeSpan.FromSeconds(60));

        Assert.Equal(7, task["exitCode"]!.GetValue<int>());
        Assert.Equal("before\nafter\n", Encoding.UTF8.GetString(await world.Api.RawLog("orphan")));
    }

    private static async Task KillAndCheck(Func<OpsWorld, AgentHost, Task> fault)
    {
        await using var world = await OpsWorld.Start();
        var agent = await world.StartAgent();
        var starts = Path.Combine(world.Root, "starts");
        await world.Api.Submit("numbers", new
        {
            agent = "host-1",
            kind = "shell",
            script = NumberedLines.Script(Lines, 0.01, starts),
        });
        await Eventually.Get(
            () => world.Api.RawLog("numbers"),
            log => NumberedLines.LastNumber(log) > Lines / 3,
            "a third of the lines is stored",
            TimeSpan.FromSeconds(60));

        await fault(world, agent);
        var task = await world.Api.Complete("numbers", TimeSpan.FromMinutes(3));

        Assert.Equal("succeeded", OpsApi.Phase(task));
        NumberedLines.AssertWhole(await world.Api.RawLog("numbers"), Lines);
        Assert.Equal(["started"], await File.ReadAllLinesAsync(starts));
        Assert.Equal(1, await world.ResultEvents("numbers"));
        var open = await world.Api.Get("/api/v1/tasks?open=true");
        Assert.Empty(open["items"]!.AsArray());
    }
}
