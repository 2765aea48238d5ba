using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl tf list</summary>
internal static class WorkspaceListing
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("list", "List the workspaces whose states are kept here, and who has them locked.") { common.Output };
        command.Does(common, (_, session, cancel) => List(session, cancel));
        return command;
    }

    private static async Task<int> List(Session session, CancellationToken cancel)
    {
        var workspaces = await Pages.Read((size, cursor) => session.Server.ListWorkspaces(new Query().Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
        return session.WriteList(
            workspaces, CliJson.Default.WorkspaceSummary, "There are no workspaces. docs/terraform.md shows how Terraform keeps its states here.", workspace => workspace.Id, Table);
    }

    private static Listing Table(IEnumerable<WorkspaceSummary> workspaces)
    {
        var table = new Listing(new Column("WORKSPACE"), new Column("SERIAL"), new Column("RESOURCES", 3), new Column("SIZE", 4), new Column("STORED", 1), new Column("BY", 5), new Column("LOCKED BY", 2));
        foreach (var workspace in workspaces)
        {
            var newest = workspace.Newest;
            table.Add(workspace.Id, Show.Number(newest?.Serial), Show.Number(newest?.Resources), Show.Bytes(newest?.SizeBytes), Show.Age(newest?.StoredAt), newest?.By, workspace.Lock?.Holder);
        }

        return table;
    }
}
