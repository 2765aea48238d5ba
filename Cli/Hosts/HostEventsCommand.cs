using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl hosts events</summary>
internal static class HostEventsCommand
{
    private const long Shown = 100;

    public static Command Create(CommonOptions common)
    {
        var agent = Options.Host();
        var limit = Options.Number("--limit", "N", "How many, the newest first; 100 by default, 200 at most.", least: 1);
        var command = new Command("events", "Show what happened to a host.") { agent, limit, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var events = await session.Server.ListAgentEvents(line.GetRequiredValue(agent), line.GetValue(limit) ?? Shown, cancel);
            if (session.Json)
            {
                session.WriteJson(events.Json);
                return ExitCodes.Success;
            }

            var found = events.Value.Items.Select(item => item.Deserialize(CliJson.Default.AgentEvent)).OfType<AgentEvent>();
            if (session.Format == OutputFormat.Name)
            {
                session.WriteNames(found.Select(happened => happened.Kind));
                return ExitCodes.Success;
            }

            var table = new Listing(new Column("TIME"), new Column("WHAT"), new Column("HOW", 1));
            foreach (var happened in found)
            {
                table.Add(Show.Time(happened.At), happened.Kind, happened.Text);
            }

            table.Write(session.Tables);
            return ExitCodes.Success;
        });
        return command;
    }
}
