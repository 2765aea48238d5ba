using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

/// <summary>An agent of S4.</summary>
internal sealed class S4Program : SeedProgram
{
    private S4Program(params IEnumerable<string> arguments)
        : base("S4/s4_agent.py", arguments)
    {
    }

    /// <summary>Runs tasks, says each thing once.</summary>
    public static S4Program Agent(Uri gateway, string token, string directory) => new("agent", $"ws://{gateway.Authority}/ws/agent", token, directory);

    /// <summary>Says what it is told to.</summary>
    public static S4Program Wire() => new("wire");

    /// <param name="behind">What stands behind the path of the door: by default the token.</param>
    public async Task<JsonObject> Connect(Uri gateway, string? token, IReadOnlyDictionary<string, string>? header = null, string? behind = null)
    {
        await Order(new { connect = $"ws://{gateway.Authority}/ws/agent{behind ?? (token is null ? "" : $"?token={token}")}", header });
        return await Next(said => said.ContainsKey("open") || said.ContainsKey("refused"), "the handshake is answered");
    }

    public async Task<string> Text(string type) => (await Next(said => said["came"]?["type"]?.GetValue<string>() == type, $"the agent is sent {type}"))["text"]!.GetValue<string>();
}
