using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds;

/// <summary>A gateway that lets agents of an older system in.</summary>
public abstract class SeedWorld(params string[] settings) : IAsyncLifetime
{
    public GatewayWorld Gateway { get; private set; } = null!;

    public async Task InitializeAsync() => Gateway = await GatewayWorld.Start(settings);

    public async Task DisposeAsync() => await ((IAsyncDisposable)Gateway).DisposeAsync();

    internal static string? Phase(JsonNode task) => task["phase"]?.GetValue<string>();

    internal async Task<string?> State(EnrolReply host) => (await Host(host))["state"]?.GetValue<string>();

    internal async Task<JsonNode> Host(EnrolReply host)
    {
        using var answer = await Gateway.Operator.GetAsync($"/api/v1/agents/{host.AgentId}");
        return await answer.Json();
    }

    internal async Task<string> Log(string task, string query = "") => await Gateway.Operator.GetStringAsync($"/api/v1/tasks/{task}/log/raw{query}");
}
