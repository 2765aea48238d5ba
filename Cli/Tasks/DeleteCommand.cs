using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl delete</summary>
internal static class DeleteCommand
{
    private const string More = """
        Only a task that is over can be deleted. Its log goes with it, and nobody can bring them back. Asks first; --yes does not.

        Examples:
          opsctl delete deploy-42
          opsctl delete -l nightly=yes --yes
        """;

    public static Command Create(CommonOptions common)
    {
        var tasks = new TaskSelection(open: false);
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var command = new DocumentedCommand("delete", "Delete tasks that are over, and their logs.", More) { yes };
        tasks.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var ids = await tasks.Read(line, session, cancel);
            if (!line.GetValue(yes) && !await Agreement.Ask($"Delete {(ids is [var one] ? $"task {one}" : $"{ids.Count} tasks")} and the log for good?", cancel))
            {
                session.Notes.Info("Nothing was changed.");
                return ExitCodes.Usage;
            }

            return await Each.Do(ids, id => id, (id, stop) => Delete(session, id, stop), session, line, cancel);
        });
        return command;
    }

    private static async Task<int> Delete(Session session, string id, CancellationToken cancel)
    {
        await session.Server.Delete(TaskCalls.Path(id), cancel);
        session.Notes.Info($"Task {id} is deleted.");
        return ExitCodes.Success;
    }
}
