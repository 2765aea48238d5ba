using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl tf rollback, unlock and delete</summary>
internal static class WorkspaceVerbs
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    private const string RollBackMore = """
        The same state becomes the newest under the next serial, so Terraform takes it as a change. What it describes is not touched: the next plan shows the difference.

        Examples:
          opsctl tf rollback network --serial 3
        """;

    private const string UnlockMore = """
        For a lock whose holder is gone. Says whose it is, and asks first; --yes does not. If the holder is not gone, what he does from now on is not written.

        Examples:
          opsctl tf unlock network --reason "its machine is gone"
        """;

    public static Command CreateRollBack(CommonOptions common)
    {
        var id = TerraformCommand.Workspace();
        var serial = TerraformCommand.Serial("Serial of the version that is wanted.");
        serial.Required = true;
        var command = new DocumentedCommand("rollback", "Bring a version of a state back.", RollBackMore) { id, serial, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var (workspace, wanted) = (line.GetRequiredValue(id), line.GetValue(serial)!.Value);
            var version = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.RollBack(workspace, wanted, cancel), Retry.Always, cancel);
            if (session.Json)
            {
                session.WriteJson(version.Json);
            }
            else
            {
                session.Notes.Info($"Workspace {Printable.Of(workspace)} has the state of serial {Show.Number(wanted)} again, as serial {Show.Number(version.Value.Serial)}.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    public static Command CreateUnlock(CommonOptions common)
    {
        var id = TerraformCommand.Workspace();
        var reason = Options.Text("--reason", "TEXT", "Why; it is shown to whoever had the lock. At most 200 characters.");
        reason.Required = true;
        var lockId = Options.Text("--lock", "ID", "Only if it is this lock.");
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new DocumentedCommand("unlock", "Take the lock of a workspace away from whoever has it.", UnlockMore) { id, reason, lockId, yes };
        command.Does(common, (line, session, cancel) => Unlock(session, line.GetRequiredValue(id), line.GetValue(lockId), line.GetRequiredValue(reason)!, line.GetValue(yes), cancel));
        return command;
    }

    public static Command CreateDelete(CommonOptions common)
    {
        var id = TerraformCommand.Workspace();
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new Command("delete", "Delete a workspace with all versions of its state. Asks first; --yes does not. What the state describes stays.") { id, yes };
        command.Does(common, (line, session, cancel) => Delete(session, line.GetRequiredValue(id), line.GetValue(yes), cancel));
        return command;
    }

    /// <summary>The lock that was shown is the one that goes: of another one that is taken meanwhile the server knows better.</summary>
    private static async Task<int> Unlock(Session session, string id, string? wanted, string reason, bool yes, CancellationToken cancel)
    {
        if ((await session.Server.ReadWorkspace(id, cancel)).Value.Lock is not { } held)
        {
            session.Notes.Info($"Workspace {Printable.Of(id)} is not locked.");
            return ExitCodes.Success;
        }

        var whose = $"the lock {Printable.Of(held.Id)} of {Printable.Of(held.Holder)} ({Printable.Of(held.Operation ?? "")}, taken {Show.Age(held.TakenAt)} ago with token {Printable.Of(held.By)})";
        if (!yes && !await Agreement.Ask($"Break {whose}?", cancel))
        {
            session.Notes.Info("Nothing was changed.");
            return ExitCodes.Usage;
        }

        await session.Server.BreakLock(id, wanted ?? held.Id, reason, cancel);
        session.Notes.Info($"Workspace {Printable.Of(id)} is free: {whose} is broken.");
        return ExitCodes.Success;
    }

    private static async Task<int> Delete(Session session, string id, bool yes, CancellationToken cancel)
    {
        if (!yes && !await Agreement.Ask($"Delete workspace {Printable.Of(id)} with all versions of its state?", cancel))
        {
            session.Notes.Info("Nothing was changed.");
            return ExitCodes.Usage;
        }

        await session.Server.DeleteWorkspace(id, cancel);
        session.Notes.Info($"Workspace {Printable.Of(id)} is deleted.");
        return ExitCodes.Success;
    }
}
