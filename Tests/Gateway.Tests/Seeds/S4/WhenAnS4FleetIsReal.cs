using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

/// <summary>Agents that run what they are given, beside a control plane with a real store, every process of its own.</summary>
public sealed class WhenAnS4FleetIsReal : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _work = new();
    private Installation _installation = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task ItRunsAScript_PrintsItsLines_AndEndsOnce_AndItsTokenIsInNoLog()
    {
        await Start(new() { ["OPS_Gateway__LogRequests"] = "true", ["OPS_Gateway__LogLevel"] = "Verbose" });
        var token = await Enrol("real");
        await using var agent = await Agent(token);

        await Submit("real-1", "for i in 1 2 3; do echo line $i; done; echo oops >&2; pwd >&2; exit 4", "real");
        var over = await Over("real-1");

        Assert.Equal("failed", SeedWorld.Phase(over));
        Assert.Equal(4, over["exitCode"]!.GetValue<int>());
        Assert.Equal("line 1\nline 2\nline 3\n", await Client.GetStringAsync("/api/v1/tasks/real-1/log/raw?stream=stdout"));
        Assert.Equal($"oops\n{_work.Path}/tasks/real-1\n", await Client.GetStringAsync("/api/v1/tasks/real-1/log/raw?stream=stderr"));
        Assert.Equal(1, await ResultsOf("real-1"));
        await Signal(agent, "KILL");   // a request is logged when it is over
        var requests = await Eventually.Get(() => Task.FromResult(Logs()), logs => logs.Contains("GET /ws/agent by", StringComparison.Ordinal), "the request is in the log");
        Assert.DoesNotContain(token[^30..], requests, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelEndsItsProcess_AndIsConfirmed()
    {
        await Start();
        await using var agent = await Agent(await Enrol("real"));
        await Submit("real-2", "echo begun; sleep 300", "real");
        await agent.Next(said => said.ContainsKey("started"), "the task has begun");

        using var cancelled = await Client.PostAsync("/api/v1/tasks/real-2/cancel", null);
        var over = await Over("real-2");

        Assert.Equal("cancelled", SeedWorld.Phase(over));
        Assert.Equal(1, await ResultsOf("real-2"));
    }

    [Fact]
    public async Task AGatewayThatDiesWhileATaskRuns_LosesNothingThatWasStored_AndDoublesNothing()
    {
        await Start();
        await using var agent = await Agent(await Enrol("faults"));
        var go = _work.File("go");
        await Submit("faults-1", $"echo before; while [ ! -e {go} ]; do sleep 0.1; done; echo after", "faults");
        await Eventually.Get(() => Log("faults-1"), log => log is "before\n", "the first line is stored");

        await _installation.Gateways[0].Process.Kill();
        await _installation.Gateways[0].Raise();
        await agent.Next(said => said.ContainsKey("open"), "the agent is back");
        await File.WriteAllTextAsync(go, "");
        var over = await Over("faults-1");

        Assert.Equal("succeeded", SeedWorld.Phase(over));
        Assert.Equal("before\nafter\n", await Log("faults-1"));
        Assert.Equal(1, await ResultsOf("faults-1"));
        Assert.Single(agent.All, said => said.ContainsKey("started"));
    }

    [Fact]
    public async Task SilosThatDieWhileATaskPrints_LoseAndDoubleNothing()
    {
        await Start(silos: 2);
        await using var agent = await Agent(await Enrol("silos"));
        await Submit("silos-1", "i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo line $i; sleep 0.02; done", "silos");
        await Eventually.Get(() => Log("silos-1"), log => log.Contains("line 20\n", StringComparison.Ordinal), "it prints");

        await _installation.Silos[0].Process.Kill();
        await agent.Next(said => said.ContainsKey("ended"), "its agent has said that it is over");
        await _installation.Silos[0].Raise();
        var over = await Over("silos-1");

        Assert.Equal("succeeded", SeedWorld.Phase(over));
        Assert.Equal(string.Concat(Enumerable.Range(1, 300).Select(i => $"line {i}\n")), await Log("silos-1"));
        Assert.Equal(1, await ResultsOf("silos-1"));
        Assert.Single(agent.All, said => said.ContainsKey("open"));
    }

    [Fact]
    public async Task AStoreThatIsAwayWhileAnAgentSaysItsEndAndComesBackOnAnotherConnection_HasItOnce()
    {
        await Start(new() { ["OPS_Gateway__LogLevel"] = "Debug" });
        var token = await Enrol("store");
        await using var agent = S4Program.Wire();
        await agent.Connect(Address, token);
        await agent.Say(S4World.Beat);
        await Submit("store-1", "true", "store");
        await agent.Came("task");
        await Eventually.Get(() => Read("store-1"), task => SeedWorld.Phase(task) is "running", "the task runs");

        _installation.Redis.Process.Signal(OwnProcess.Stop);
        await agent.Say(S4World.Line("store-1", "said once"));
        await agent.Say(S4World.Ended("store-1", output: "said once"));
        await agent.Order(new { close = true });
        await using var again = S4Program.Agent(Address, token, _work.Path);
        await Eventually.Get(() => Task.FromResult(Logs()), logs => logs.Contains("of task store-1", StringComparison.Ordinal) || logs.Contains("task store-1:", StringComparison.Ordinal), "the gateway says that it cannot store what was said");
        _installation.Redis.Process.Signal(OwnProcess.Continue);
        var over = await Over("store-1");

        Assert.Equal("succeeded", SeedWorld.Phase(over));
        Assert.Equal("said once\n", await Log("store-1"));
        Assert.Equal(1, await ResultsOf("store-1"));
        await again.Next(said => said.ContainsKey("open"), "the agent is back");
        Assert.DoesNotContain(again.All, said => said.ContainsKey("started"));
    }

    [Fact]
    public async Task AnAgentThatSaysNothingWhileItsTaskRunsIsThere_AndItsResultArrives()
    {
        await Start(new() { ["OPS_Agents__SilenceLimit"] = "00:00:05", ["OPS_Agents__HeartbeatEvery"] = "00:00:01" });
        await using var agent = await Agent(await Enrol("silent"));
        var go = _work.File("go");
        await Submit("silent-1", $"while [ ! -e {go} ]; do sleep 0.1; done; echo done", "silent");
        await agent.Next(said => said.ContainsKey("started"), "the task has begun");

        await Signal(agent, "STOP");
        var stopped = TimeProvider.System.GetUtcNow();
        var seen = await Eventually.Get(
            () => Host("silent"), host => host["lastSeenAt"]!.GetValue<DateTimeOffset>() > stopped + TimeSpan.FromSeconds(12), "it is still there 12 s later, which is more than twice the limit");
        Assert.Equal("online", seen["state"]!.GetValue<string>());
        await File.WriteAllTextAsync(go, "");
        await Signal(agent, "CONT");
        var over = await Over("silent-1");

        Assert.Equal("succeeded", SeedWorld.Phase(over));
        Assert.Equal("done\n", await Log("silent-1"));
        Assert.Single(agent.All, said => said.ContainsKey("open"));
    }

    [Fact]
    public async Task AnAgentThatSaysNothingAndHasNoTask_IsOffline()
    {
        await Start(new() { ["OPS_Agents__SilenceLimit"] = "00:00:05", ["OPS_Agents__HeartbeatEvery"] = "00:00:01" });
        await using var agent = await Agent(await Enrol("idle"));
        await Eventually.Get(() => _installation.IsOnline("idle"), online => online, "it is online");

        await Signal(agent, "STOP");
        await Eventually.Get(() => _installation.IsOnline("idle"), online => !online, "it is offline");
        await Signal(agent, "CONT");

        await agent.Next(said => said.ContainsKey("open"), "it comes back");
    }

    private Uri Address => new(_installation.Address());

    private HttpClient Client => _installation.Client();

    private async Task Start(Dictionary<string, string>? settings = null, int silos = 0) => _installation = await Installation.Start(new InstallationShape
    {
        Gateways = 1,
        Silos = silos,
        Settings = new Dictionary<string, string>(settings ?? [], StringComparer.Ordinal) { ["OPS_Gateway__S4__Enabled"] = "true", ["OPS_Gateway__S4__WorkDirectory"] = _work.Path },
    });

    private async Task<S4Program> Agent(string token)
    {
        var agent = S4Program.Agent(Address, token, _work.Path);
        await agent.Next(said => said.ContainsKey("open"), "the agent is connected");
        return agent;
    }

    private async Task<string> Enrol(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agents/register")
        {
            Headers = { Authorization = new("Bearer", await _installation.JoinToken(1)) },
            Content = JsonContent.Create(new { name, labels = new { }, requestId = Guid.NewGuid().ToString("N") }),
        };
        using var answer = await Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Json())["token"]!.GetValue<string>();
    }

    private async Task Submit(string id, string script, string agent)
    {
        using var answer = await Client.PutAsJsonAsync($"/api/v1/tasks/{id}", new { agent, kind = "shell", script });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> Read(string id)
    {
        using var answer = await Client.GetAsync($"/api/v1/tasks/{id}");
        return await answer.Json();
    }

    private Task<JsonNode> Over(string id) => Eventually.Get(() => Read(id), task => SeedWorld.Phase(task) is not ("queued" or "sent" or "running" or "cancelling"), $"{id} is over");

    private async Task<JsonNode> Host(string name)
    {
        using var answer = await Client.GetAsync($"/api/v1/agents/{name}");
        return await answer.Json();
    }

    private Task<string> Log(string id) => Client.GetStringAsync($"/api/v1/tasks/{id}/log/raw");

    private string Logs() => string.Concat(Directory.EnumerateFiles(_installation.Folder, "*.out").Concat(Directory.EnumerateFiles(_installation.Folder, "*.err")).Select(ReadShared));

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static async Task Signal(S4Program agent, string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{agent.ProcessId}"]);
        await kill.WaitForExitAsync();
    }

    private async Task<int> ResultsOf(string id)
    {
        await using var redis = await RespConnection.Open(_installation.Redis.Port);
        return (await new StoreReader(redis).ResultEvents()).GetValueOrDefault(id);
    }
}
