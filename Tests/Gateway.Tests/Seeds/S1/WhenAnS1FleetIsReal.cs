using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S1;

/// <summary>An agent that runs what it is given, beside a gateway with a real store, both processes of their own.</summary>
public sealed class WhenAnS1FleetIsReal : IAsyncLifetime
{
    private Installation _installation = null!;

    public async Task InitializeAsync() => _installation = await Installation.Start(new InstallationShape
    {
        Gateways = 1,
        Silos = 0,
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_Gateway__S1__Enabled"] = "true" },
    });

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task ItRegisters_RunsAScript_PrintsItsLines_AndEndsOnce_ThoughItSaysAllTwice()
    {
        await using var agent = S1Program.Agent(Address, (await Enrol("real"))["token"]!.GetValue<string>());
        await agent.Next(said => said.ContainsKey("open"), "the agent is connected");

        await Submit("real-1", "for i in 1 2 3; do echo line $i; done; echo oops >&2; exit 4");
        var over = await Over("real-1");

        Assert.Equal("failed", SeedWorld.Phase(over));
        Assert.Equal(4, over["exitCode"]!.GetValue<int>());
        Assert.Equal("line 1\nline 2\nline 3\n", await Client.GetStringAsync("/api/v1/tasks/real-1/log/raw?stream=stdout"));
        Assert.Equal("oops\n", await Client.GetStringAsync("/api/v1/tasks/real-1/log/raw?stream=stderr"));
        Assert.Equal(1, await ResultsOf("real-1"));
    }

    [Fact]
    public async Task ACancelEndsItsProcess_AndIsConfirmed()
    {
        await using var agent = S1Program.Agent(Address, (await Enrol("real"))["token"]!.GetValue<string>());
        await agent.Next(said => said.ContainsKey("open"), "the agent is connected");
        await Submit("real-2", "echo begun; sleep 300");
        await agent.Next(said => said.ContainsKey("started"), "the task has begun");

        using var cancelled = await Client.PostAsync("/api/v1/tasks/real-2/cancel", null);
        var over = await Over("real-2");

        Assert.Equal("cancelled", SeedWorld.Phase(over));
        Assert.Equal(1, await ResultsOf("real-2"));
    }

    [Fact]
    public async Task AGatewayThatDiesBetweenAnEndAndItsAcknowledgement_HasItOnce()
    {
        var host = await Enrol("faults");
        await using var agent = S1Program.Wire();
        await agent.Connect(Address, host["agentId"]!.GetValue<string>(), $"agent-token,{host["token"]!.GetValue<string>()}");
        await Submit("faults-1", "true", "faults");
        await agent.Came("task");
        await agent.Say(S1World.Lines("faults-1", "m1", "stored"));
        await agent.Acknowledged("m1");

        await agent.Say(S1World.Lines("faults-1", "m2", "perhaps stored"));
        await agent.Say(S1World.Ended("faults-1", "r1"));
        await Eventually.Get(() => ResultsOf("faults-1"), results => results == 1, "the end is in the store");
        await _installation.Gateways[0].Process.Kill();
        await agent.Closed();
        await _installation.Gateways[0].Raise();
        await agent.Connect(Address, host["agentId"]!.GetValue<string>(), $"agent-token,{host["token"]!.GetValue<string>()}");
        await agent.Say(S1World.Lines("faults-1", "m1", "stored"));
        await agent.Say(S1World.Lines("faults-1", "m2", "perhaps stored"));
        await agent.Say(S1World.Ended("faults-1", "r1"));
        await agent.Acknowledged("m1");
        await agent.Acknowledged("m2");
        await agent.Acknowledged("r1");

        Assert.Equal("stored\nperhaps stored\n", await Client.GetStringAsync("/api/v1/tasks/faults-1/log/raw"));
        Assert.Equal("succeeded", SeedWorld.Phase(await Task("faults-1")));
        Assert.Equal(1, await ResultsOf("faults-1"));
        Assert.Single(agent.All, said => said["came"]?["type"]?.GetValue<string>() == "task");
    }

    private Uri Address => new(_installation.Address());

    private HttpClient Client => _installation.Client();

    private async Task<JsonNode> Enrol(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agents/register")
        {
            Headers = { Authorization = new("Bearer", await _installation.JoinToken(1)) },
            Content = JsonContent.Create(new { name, labels = new { }, requestId = Guid.NewGuid().ToString("N") }),
        };
        using var answer = await Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private async Task Submit(string id, string script, string agent = "real")
    {
        using var answer = await Client.PutAsJsonAsync($"/api/v1/tasks/{id}", new { agent, kind = "shell", script });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> Task(string id)
    {
        using var answer = await Client.GetAsync($"/api/v1/tasks/{id}");
        return await answer.Json();
    }

    private Task<JsonNode> Over(string id) => Eventually.Get(() => Task(id), task => SeedWorld.Phase(task) is not ("queued" or "sent" or "running" or "cancelling"), $"{id} is over");

    private async Task<int> ResultsOf(string id)
    {
        await using var redis = await RespConnection.Open(_installation.Redis.Port);
        return (await new StoreReader(redis).ResultEvents()).GetValueOrDefault(id);
    }
}
