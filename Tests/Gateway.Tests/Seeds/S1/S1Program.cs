using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.Seeds.S1;

/// <summary>An agent of S1.</summary>
internal sealed class S1Program : SeedProgram
{
    private S1Program(params IEnumerable<string> arguments)
        : base("S1/s1_agent.py", arguments)
    {
    }

    /// <summary>Runs tasks, sends everything twice, keeps it until it is acknowledged.</summary>
    public static S1Program Agent(Uri gateway, string token) => new("agent", gateway.GetLeftPart(UriPartial.Authority), token);

    /// <summary>Says what it is told to.</summary>
    public static S1Program Wire() => new("wire");

    public async Task<JsonObject> Connect(Uri gateway, string agentId, string? protocol, bool deflate = false)
    {
        await Order(new { connect = $"ws://{gateway.Authority}/ws/agent/{agentId}", protocol, deflate });
        return await Next(said => said.ContainsKey("open") || said.ContainsKey("refused"), "the handshake is answered");
    }

    public Task Acknowledged(string messageId) => Next(said => said["came"]?["ack_id"]?.GetValue<string>() == messageId, $"{messageId} is acknowledged");
}
