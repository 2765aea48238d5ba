using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl hosts, with remove, drain, resume and events</summary>
internal static class HostsCommand
{
    private const string More = """
        Examples:
          opsctl hosts
          opsctl hosts --state offline
          opsctl hosts --watch
          opsctl hosts -l site=berlin -o wide
        """;

    public static Command Create(CommonOptions common)
    {
        var state = Options.OneOf("--state", "STATE", "Only hosts that are online, or offline; all by default.", "online", "offline", "all");
        var label = Options.Label("Only hosts with this label.");
        var name = Options.Text("--name", "TEXT", "Only hosts with this in their name.");
        var watch = Watching.Option();
        var command = new DocumentedCommand("hosts", "List the hosts; label, rename, limit, drain, resume or remove them.", More)
        {
            state, label, name, watch, common.Output, HostEditing.CreateLabel(common), HostEditing.CreateRename(common), HostSlots.Create(common),
            HostRemoval.Create(common), HostDraining.CreateDrain(common), HostDraining.CreateResume(common), HostEventsCommand.Create(common),
        };
        command.Does(common, (line, session, cancel) => Watching.Show(line.GetValue(watch), session, () => List(
            session,
            size => new Query()
                .Add("state", line.GetValue(state))
                .Add("label", line.GetValue(label))
                .Add("name", line.GetValue(name))
                .Add("limit", size),
            cancel), cancel));
        return command;
    }

    private static async Task<int> List(Session session, Func<string, Query> query, CancellationToken cancel)
    {
        var agents = await Pages.Read((size, cursor) => session.Server.ListAgents(query(size).Add("cursor", cursor), cancel), wanted: null);
        return session.WriteList(agents, CliJson.Default.AgentView, "No such hosts. opsctl join-token create shows how a host joins.", host => host.Name ?? host.Id, Table);
    }

    private static Listing Table(IEnumerable<AgentView> agents)
    {
        var table = new Listing(
            new Column("NAME"),
            new Column("STATE"),
            new Column("RUNNING", 2),
            new Column("QUEUED", 2),
            new Column("LAST SEEN", 3),
            new Column("AGE", 6),
            new Column("ID", 1),
            new Column("VERSION", 5),
            new Column("LABELS", 4));
        foreach (var agent in agents)
        {
            table.Add(
                agent.Name ?? agent.Id,
                agent.ShownState(),
                Show.Number(agent.Running),
                Show.Number(agent.Queued),
                agent.State is "online" ? "now" : Show.Age(agent.LastSeenAt) is { } age ? $"{age} ago" : null,
                Show.Age(agent.EnrolledAt),
                agent.Id,
                agent.Version?.Split('+')[0],   // the commit stands in opsctl host
                Show.Labels(agent.Labels));
        }

        return table;
    }
}
