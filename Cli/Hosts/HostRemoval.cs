using System.CommandLine;
using System.Text.Json;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl hosts remove</summary>
internal static class HostRemoval
{
    private const string More = """
        Its token is revoked and its connection closed; to come back it has to join again. What runs on the host is not ended.
        Asks first. Where nobody can be asked, --yes is needed.

        Examples:
          opsctl hosts remove web-9
          opsctl hosts remove web-9 --yes
        """;

    public static Command Create(CommonOptions common)
    {
        var hosts = new HostSelection();
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new DocumentedCommand("remove", "Remove hosts.", More) { yes };
        hosts.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var chosen = await hosts.Read(line, session, cancel);
            return await Each.Do(chosen, host => host.Name ?? host.Id, (host, stop) => Remove(session, host, line.GetValue(yes), stop), session, line, cancel);
        });
        return command;
    }

    private static async Task<int> Remove(Session session, AgentView agent, bool yes, CancellationToken cancel)
    {
        var shown = $"{Printable.Of(agent.Name ?? agent.Id)} ({Printable.Of(agent.Id)}, {Printable.Of(agent.State ?? "unknown")}, {agent.Running} running)";
        if (!yes && !await Agreement.Ask($"Remove {shown}?", cancel))
        {
            session.Notes.Info($"{Printable.Of(agent.Name ?? agent.Id)} is left as it is.");
            return ExitCodes.Usage;
        }

        await session.Server.RemoveAgent(agent.Id, cancel);
        if (session.Json)
        {
            session.WriteLine($$"""{"removed":{{JsonSerializer.Serialize(agent.Id, CliJson.Readable.String)}}}""");
        }
        else
        {
            session.Notes.Info($"Removed {shown}.");
        }

        return ExitCodes.Success;
    }
}
