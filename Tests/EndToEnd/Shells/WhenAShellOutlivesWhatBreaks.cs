using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>The agent and the gateway are killed under a shell that somebody types into.</summary>
public sealed class WhenAShellOutlivesWhatBreaks
{
    private const int Lines = 400;

    [Fact]
    public async Task NothingIsTypedTwiceOrLost()
    {
        await using var world = await OpsWorld.Start();
        var agent = await world.StartAgent();
        var shell = await ShellOfHost.Open(world, "lasts", new { agent = "host-1", kind = "shell", script = $"stty -echo; for i in $(seq {Lines}); do read line; echo \"$i: $line\"; done", input = new { } });

        var typing = TypeAll(shell);
        await shell.Shows("20: ");
        await agent.Process.KillNow();
        agent.Start();
        await world.Online(agent);
        await shell.Shows("60: ");
        await world.Gateway.KillNow();
        await world.StartGateway();
        await world.Online(agent);
        await typing;
        var task = await world.Api.Complete("lasts");

        Assert.Equal("succeeded", OpsApi.Phase(task));
        Assert.Equal(string.Concat(Enumerable.Range(1, Lines).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line}: line {line}\r\n"))), await shell.Screen());
    }

    [Fact]
    public async Task AHostThatOpensNone_SaysSo()
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent(environment: new Dictionary<string, string> { ["OPS_AGENT_SHELL"] = "false" });

        await world.Api.Submit("none", new { agent = "host-1", input = new { } });
        var task = await world.Api.InPhase("none", "rejected");

        Assert.Contains("This host opens no shell", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task TypeAll(ShellOfHost shell)
    {
        for (var line = 1; line <= Lines; line++)
        {
            await shell.Type(string.Create(CultureInfo.InvariantCulture, $"line {line}\n"));
        }
    }
}
