using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl locks release</summary>
internal static class LockReleasing
{
    private const string More = """
        For a task that has a lock and will never give it back: it is lost with its host, and nothing of it runs any more. Says which task has the lock, and asks first; --yes does not. If something of it runs all
        the same, it goes on, beside the next one.

        Examples:
          opsctl locks release deploy
        """;

    public static Command Create(CommonOptions common)
    {
        var name = LocksCommand.Name();
        var task = Options.Text("--task", "ID", "Only if it is this task that has it.");
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new DocumentedCommand("release", "Take a lock from the task that has it, and give it to the next.", More) { name, task, yes };
        command.Does(common, (line, session, cancel) => Release(session, line.GetRequiredValue(name), line.GetValue(task), line.GetValue(yes), cancel));
        return command;
    }

    private static async Task<int> Release(Session session, string name, string? task, bool isAgreed, CancellationToken cancel)
    {
        if (task is null || !isAgreed)
        {
            var found = (await session.Server.ReadLock(name, cancel)).Value;
            task ??= found.Holder.Task;
            var question = $"Task {Printable.Of(found.Holder.Task)} on {found.Holder.Agent.Shown} ({Printable.Of(found.Holder.Phase ?? "no more there")}) has the lock {Printable.Of(name)}. Take it away?";
            if (!isAgreed && !await Agreement.Ask(question, cancel))
            {
                session.Notes.Info("Nothing was changed.");
                return ExitCodes.Usage;
            }
        }

        await session.Server.ReleaseLock(name, task, cancel);
        session.Notes.Info($"Task {Printable.Of(task)} does not have the lock {Printable.Of(name)} any more.");
        return ExitCodes.Success;
    }
}
