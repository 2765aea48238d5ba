using System.Text;

namespace OrleansOps.EndToEnd;

/// <summary>Old and new meet: another version of the agent takes over a task, and peers say what the other side does not know.</summary>
public sealed class WhenAnAgentIsUpgraded(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private const string OldVersion = "0.1.0";
    private const string NewVersion = "0.9.9";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private OpsWorld World => quick.World;

    [Theory]
    [InlineData(ManagedProcess.Terminate)]
    [InlineData(ManagedProcess.Kill)]
    public async Task BetweenAcceptanceAndResultTheNewOneTakesTheTaskOver(int signal)
    {
        var agent = await World.StartAgent($"upgraded-{signal}");
        var task = new NumberedTask(World, agent, $"across-upgrade-{signal}", lines: 200);
        var accepted = agent.Network.Next("Accepted", message => message.IsOf(task.Id));
        await task.Submit();
        await accepted.Arrived();

        agent.Process.Signal(signal);
        await accepted.Continue(Passage.Forward);
        await agent.Process.Ended();
        agent.Program = ["dotnet", Upgraded()];
        agent.Start();

        await task.AssertKept(within: Patience);
        var view = await World.Api.Get($"/api/v1/agents/{agent.Name}");
        Assert.Equal(NewVersion, view["version"]!.GetValue<string>().Split('+')[0]);
    }

    [Theory]
    [InlineData(Way.ToServer)]
    [InlineData(Way.ToAgent)]
    public async Task FieldsAndMessagesThatTheOtherSideDoesNotKnowAreIgnored(Way way)
    {
        var name = $"later-{way}".ToLowerInvariant();
        var agent = await World.StartAgent(name);
        agent.Network.Rewrite = said => said.Text
            .Replace("\"arguments\":[{", "\"arguments\":[{\"fieldOfALaterVersion\":{\"list\":[1,null]},", StringComparison.Ordinal)
            .Replace("\"result\":{", "\"result\":{\"fieldOfALaterVersion\":\"?\",", StringComparison.Ordinal);
        agent.Network.ResetAll();
        await Eventually.Holds(() => agent.Network.Count("Hello.Answer") == 2, "a second session is open", Patience);
        await World.Online(agent);
        var task = new NumberedTask(World, agent, $"with-{name}", lines: 100);
        await task.Submit();

        await Eventually.Get(task.LinesStored, lines => lines > 0, "output is stored");
        await agent.Network.Socket.Inject(way, """{"type":1,"target":"MessageOfALaterVersion","arguments":[{"taskId":"any"}]}""");
        await agent.Network.Socket.Inject(way, """{"type":99,"headers":{"of":"a later version"}}""");

        await task.AssertKept(within: Patience);
        Assert.Equal(2, agent.Network.Count("Hello"));
    }

    /// <summary>The same program under another version: a copy whose version was changed in its file.</summary>
    private string Upgraded()
    {
        var target = Path.Combine(World.Root, "upgraded");
        var program = Path.Combine(target, Path.GetFileName(Builds.Agent));
        if (!Directory.Exists(target))
        {
            Directory.CreateDirectory(target);
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Builds.Agent)!))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }

            File.WriteAllBytes(program, Replaced(File.ReadAllBytes(program)));
        }

        return program;
    }

    private static byte[] Replaced(byte[] program)
    {
        var (before, after) = (Encoding.UTF8.GetBytes(OldVersion), Encoding.UTF8.GetBytes(NewVersion));
        var found = 0;
        for (var at = program.AsSpan().IndexOf(before); at >= 0; at = program.AsSpan().IndexOf(before))
        {
            after.CopyTo(program, at);
            found++;
        }

        Assert.True(found > 0, $"The agent's file should name its version {OldVersion}.");
        return program;
    }
}
