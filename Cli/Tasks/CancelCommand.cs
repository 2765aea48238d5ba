using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl cancel</summary>
internal static class CancelCommand
{
    private const int AtOnce = 16;

    private static readonly TimeSpan RetryFor = TimeSpan.FromMinutes(5);

    private const string More = """
        Waits until the host has confirmed that nothing of the task runs any more, and says what happened.
        Ctrl-C ends only the waiting. --no-wait returns as soon as the server has taken the request.

        Exit codes:
          0  the task is over, cancelled now or ended before        125  nobody knows how it ended
        """;

    public static Command Create(CommonOptions common)
    {
        var tasks = new TaskSelection(open: true);
        var noWait = Options.Flag("--no-wait", "Do not wait for the host's confirmation.");
        var command = new DocumentedCommand("cancel", "Cancel tasks: end all their processes.", More) { noWait };
        tasks.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var ids = await tasks.Read(line, session, cancel);
            return await Each.Do(ids, id => id, (id, stop) => Cancel(session, id, line.GetValue(noWait), stop), session, line, cancel, AtOnce);
        });
        return command;
    }

    private static async Task<int> Cancel(Session session, string id, bool noWait, CancellationToken cancel)
    {
        var retries = new RetryPolicy(session.Time, RetryFor);
        var before = await retries.Try(() => session.Server.Cancel(id, cancel), Retry.Always, cancel);
        var wasOver = before is { Status: 200, Value.Terminal: true };
        var after = before.Value.Terminal || noWait ? before : await WaitForEnd(session, before, retries, cancel);
        if (session.Json)
        {
            session.WriteJson(after.Json);
        }
        else
        {
            session.Notes.Info(wasOver ? $"Nothing to cancel. {TaskOutcomes.Sentence(after.Value)}" : Outcome(after.Value));
        }

        return after.Value.Phase is Phases.Lost ? ExitCodes.NoResult : ExitCodes.Success;
    }

    private static async Task<Reply<TaskView>> WaitForEnd(Session session, Reply<TaskView> task, RetryPolicy retries, CancellationToken cancel)
    {
        string? shown = null;
        while (!task.Value.Terminal)
        {
            if (TaskOutcomes.Progress(task.Value) is { } progress && !string.Equals(progress, shown, StringComparison.Ordinal))
            {
                session.Notes.Progress(progress);
                shown = progress;
            }

            var id = task.Value.Id;
            task = await retries.Try(() => session.Server.ReadTask(id, cancel, TaskCalls.LongestWait), Retry.AfterContact, cancel);
        }

        return task;
    }

    private static string Outcome(TaskView task) => task.Terminal
        ? TaskOutcomes.Sentence(task)
        : $"The server has taken the request. Now: {TaskOutcomes.Progress(task)}";
}
