using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl agents remove</summary>
internal static class AgentRemoval
{
    private const string More = """
        Its token is revoked and its connection closed; to come back it has to join again. What runs on the host is not ended.
        Asks first. Where nobody can be asked, --yes is needed.

        Examples:
          opsctl agents remove web-9
          opsctl agents remove web-9 --yes
        """;

    public static Command Create(CommonOptions common)
    {
        var agent = Options.Agent();
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new DocumentedCommand("remove", "Remove a host's agent.", More) { agent, yes };
        command.Does(common, (line, session, cancel) => Remove(session, line.GetRequiredValue(agent), line.GetValue(yes), cancel));
        return command;
    }

    private static async Task<int> Remove(Session session, string idOrName, bool yes, CancellationToken cancel)
    {
        var agent = (await session.Server.ReadAgent(idOrName, cancel)).Value;
        var shown = $"{Printable.Of(agent.Name ?? agent.Id)} ({Printable.Of(agent.Id)}, {Printable.Of(agent.State ?? "unknown")}, {agent.Running} running)";
        if (!yes && !await Agreed(shown, cancel))
        {
            session.Notes.Info("Nothing was changed.");
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

    private static async Task<bool> Agreed(string shown, CancellationToken cancel)
    {
        await using var terminal = ControllingTerminal.TryOpen() ?? throw CliException.Usage(
            $"Removing {shown} needs a confirmation, and there is no terminal to ask on.", "Add --yes.");
        return await terminal.Ask($"Remove {shown}? [y/N] ", cancel);
    }
}
