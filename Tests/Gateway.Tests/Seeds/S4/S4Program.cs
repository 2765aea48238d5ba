using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

/// <summary>An agent of S4.</summary>
internal sealed class S4Program : SeedProgram
{
    private const string InPython = "S4/s4_agent.py";

    private S4Program(string program, params IEnumerable<string> arguments)
        : base(program, arguments)
    {
    }

    /// <summary>Runs tasks, says each thing once.</summary>
    public static S4Program Agent(Uri gateway, string token, string directory) => new(InPython, "agent", $"ws://{gateway.Authority}/ws/agent", token, directory);

    /// <summary>Says what it is told to.</summary>
    public static S4Program Wire() => new(InPython, "wire");

    /// <summary>Another one, of another language and library: ends what it is given at once.</summary>
    public static S4Program Other(Uri gateway, string token) => new("S4/s4_agent.mjs", $"ws://{gateway.Authority}/ws/agent", token);

    /// <param name="behind">What stands behind the path of the door: by default the token.</param>
    public async Task<JsonObject> Connect(Uri gateway, string? token, IReadOnlyDictionary<string, string>? header = null, string? behind = null)
    {
        await Order(new { connect = $"ws://{gateway.Authority}/ws/agent{behind ?? (token is null ? "" : $"?token={token}")}", header });
        return await Next(said => said.ContainsKey("open") || said.ContainsKey("refused"), "the handshake is answered");
    }

    public async Task<string> Text(string type) => (await Next(said => said["came"]?["type"]?.GetValue<string>() == type, $"the agent is sent {type}"))["text"]!.GetValue<string>();
}
