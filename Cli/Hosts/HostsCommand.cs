using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl agents, with remove, drain, resume and events</summary>
internal static class AgentsCommand
{
    private const string More = """
        Examples:
          opsctl agents
          opsctl agents --state offline
          opsctl agents --label site=berlin --json
        """;

    public static Command Create(CommonOptions common)
    {
        var state = Options.OneOf("--state", "STATE", "Only agents that are online, or offline; all by default.", "online", "offline", "all");
        var label = Options.Text("--label", "NAME=VALUE", "Only agents with this label.");
        var name = Options.Text("--name", "TEXT", "Only agents with this in their name.");
        var command = new DocumentedCommand("agents", "List the hosts; drain, resume or remove one.", More)
        {
            state, label, name, AgentRemoval.Create(common), AgentDraining.CreateDrain(common), AgentDraining.CreateResume(common), AgentEventsCommand.Create(common),
        };
        command.Does(common, (line, session, cancel) => List(
            session,
            size => new Query()
                .Add("state", line.GetValue(state))
                .Add("label", line.GetValue(label))
                .Add("name", line.GetValue(name))
                .Add("limit", size),
            cancel));
        return command;
    }

    private static async Task<int> List(Session session, Func<string, Query> query, CancellationToken cancel)
    {
        var agents = await Pages.Read((size, cursor) => session.Server.ListAgents(query(size).Add("cursor", cursor), cancel), wanted: null);
        if (session.Json)
        {
            session.WriteJson(agents, CliJson.Readable.PageJsonElement);
            return ExitCodes.Success;
        }

        if (agents.Items.Count == 0)
        {
            session.Notes.Info("No such agents. opsctl join-token create shows how a host joins.");
            return ExitCodes.Success;
        }

        Table(agents.Items.Select(item => item.Deserialize(CliJson.Default.AgentView)).OfType<AgentView>()).Write(session.Tables);
        return ExitCodes.Success;
    }

    private static Listing Table(IEnumerable<AgentView> agents)
    {
        var table = new Listing(
            new Column("NAME"),
            new Column("STATE"),
            new Column("RUNNING", 2),
            new Column("QUEUED", 2),
            new Column("LAST SEEN", 3),
            new Column("ID", 1),
            new Column("VERSION", 5),
            new Column("LABELS", 4));
        foreach (var agent in agents)
        {
            table.Add(
                agent.Name ?? agent.Id,
                Show.AgentState(agent.State, agent.Draining),
                Show.Number(agent.Running),
                Show.Number(agent.Queued),
                Show.Time(agent.LastSeenAt),
                agent.Id,
                agent.Version?.Split('+')[0],   // the commit stands in opsctl agent
                Show.Labels(agent.Labels));
        }

        return table;
    }
}
