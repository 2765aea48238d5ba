using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl locks list</summary>
internal static class LockListing
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("list", "List the locks that tasks have, and how many wait for each.") { common.Output };
        command.Does(common, (_, session, cancel) => List(session, cancel));
        return command;
    }

    private static async Task<int> List(Session session, CancellationToken cancel)
    {
        var locks = await Pages.Read((size, cursor) => session.Server.ListLocks(new Query().Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
        if (session.Json)
        {
            session.WriteJson(locks, CliJson.Readable.PageJsonElement);
            return ExitCodes.Success;
        }

        var found = locks.Items.Select(item => item.Deserialize(CliJson.Default.LockView)).OfType<LockView>().ToList();
        if (session.Format == OutputFormat.Name)
        {
            session.WriteNames(found.Select(one => one.Called));
        }
        else if (found.Count == 0)
        {
            session.Notes.Info("No task has a lock.");
        }
        else
        {
            Table(found).Write(session.Tables);
        }

        return ExitCodes.Success;
    }

    private static Listing Table(IEnumerable<LockView> locks)
    {
        var table = new Listing(new Column("LOCK"), new Column("TASK", 1), new Column("ON", 2), new Column("SINCE", 3), new Column("WAITING", 4));
        foreach (var one in locks)
        {
            table.Add(one.Called, one.Holder.Task, one.Holder.Agent.Shown, Show.Age(one.Holder.Since), Show.Number(one.Waiting));
        }

        return table;
    }
}
