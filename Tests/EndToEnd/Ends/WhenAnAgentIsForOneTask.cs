using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A host that comes for one task and goes with it: in the fleet while it is there, and not a moment longer.</summary>
public sealed class WhenAnAgentIsForOneTask(RunningWorld running) : IClassFixture<RunningWorld>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private OpsWorld World => running.World;

    [Fact]
    public async Task ItRunsItAndLeavesTheFleet_AlsoWhereItWasKilledMeanwhile()
    {
        var data = _directory.File("data");
        await using var first = await Start("once-1", data);
        await World.Api.Submit("once-task", new { agent = "once-1", kind = "shell", script = "echo begun; while [ ! -e go ]; do sleep 0.1; done; echo ended", workingDirectory = _directory.Path });
        await World.Api.Submit("once-second", new { agent = "once-1", kind = "shell", script = $"touch {_directory.Path}/second" });
        await World.Api.InPhase("once-task", "running");
        await first.KillNow();

        await using var second = await Start("once-1", data);
        await File.WriteAllTextAsync(_directory.File("go"), "");

        Assert.True(await second.Ended() == 0, second.Output);
        var task = await World.Api.Complete("once-task");
        Assert.Equal(("succeeded", "begun\nended\n"), (OpsApi.Phase(task), Encoding.UTF8.GetString(await World.Api.RawLog("once-task"))));
        Assert.False(Directory.Exists(data));
        Assert.False(File.Exists(_directory.File("second")));
        using var host = await World.Api.Http.GetAsync("/api/v1/agents/once-1");
        Assert.Equal(HttpStatusCode.NotFound, host.StatusCode);
        var left = (await World.Api.Get("/api/v1/audit?action=leaveFleet"))["items"]!.AsArray();
        Assert.Contains(left, happened => happened!["detail"]?.GetValue<string>() == "once-1");
    }

    [Fact]
    public async Task ToldToEndBeforeItHasATask_ItLeavesTheFleet()
    {
        var data = _directory.File("idle");
        await using var agent = await Start("once-idle", data);

        agent.Signal(ManagedProcess.Terminate);

        Assert.True(await agent.Ended() == 4, agent.Output);
        using var host = await World.Api.Http.GetAsync("/api/v1/agents/once-idle");
        Assert.Equal(HttpStatusCode.NotFound, host.StatusCode);
        Assert.False(Directory.Exists(data));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<ManagedProcess> Start(string name, string data)
    {
        using var reply = await World.Api.Post("/api/v1/join-tokens", new { uses = 1 });
        var token = (await reply.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
        var agent = new ManagedProcess(
            name, Builds.AgentProgram[0], [.. Builds.AgentProgram.Skip(1), "run", "--once", "--name", name, "--data", data, "--server", World.Address],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_AGENT_JOIN_TOKEN"] = token });
        await Eventually.Get(() => World.Api.Get($"/api/v1/agents/{name}"), view => view["state"]!.GetValue<string>() == "online", $"{name} is online");
        return agent;
    }
}
