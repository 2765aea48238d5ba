using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl tf confirm, discard and cancel</summary>
internal static class RunVerbs
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromMinutes(5);

    private const string ConfirmMore = """
        Applies exactly the plan that was shown, and follows it; Ctrl-C ends only the following. If the state moved since, nothing is applied: plan again.

        Example:
          opsctl tf confirm network run-42 --comment "as discussed"
        """;

    private const string DiscardMore = """
        Example:
          opsctl tf discard network run-42 --comment "too many"
        """;

    private const string CancelMore = """
        Terraform is interrupted and given five minutes: it ends what it is at, stores the state and gives its lock back. Waits until the host has confirmed the end; --no-wait does not.

        Example:
          opsctl tf cancel network run-42
        """;

    public static Command CreateConfirm(CommonOptions common)
    {
        var (workspace, run, comment) = (TerraformCommand.Workspace(), Run(), Comment());
        var noWait = Options.Flag("--no-wait", "Do not follow the apply.");
        var command = new DocumentedCommand("confirm", "Let a plan be applied.", ConfirmMore) { workspace, run, comment, noWait, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var (name, id) = (line.GetRequiredValue(workspace), line.GetRequiredValue(run));
            var confirmed = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.DecideRun(name, id, "confirm", new DecideRun(line.GetValue(comment)), cancel), Retry.AfterContact, cancel);
            if (line.GetValue(noWait))
            {
                return Tell(session, confirmed);
            }

            using var following = new RunFollowing(session, name, id, RetryFor) { OnlyApply = true };
            return await following.Follow(cancel);
        });
        return command;
    }

    public static Command CreateDiscard(CommonOptions common)
    {
        var (workspace, run, comment) = (TerraformCommand.Workspace(), Run(), Comment());
        var command = new DocumentedCommand("discard", "Decide against a plan.", DiscardMore) { workspace, run, comment, common.Output };
        command.Does(common, async (line, session, cancel) => Tell(session, await new RetryPolicy(session.Time, RetryFor).Try(
            () => session.Server.DecideRun(line.GetRequiredValue(workspace), line.GetRequiredValue(run), "discard", new DecideRun(line.GetValue(comment)), cancel), Retry.AfterContact, cancel)));
        return command;
    }

    public static Command CreateCancel(CommonOptions common)
    {
        var (workspace, run) = (TerraformCommand.Workspace(), Run());
        var noWait = Options.Flag("--no-wait", "Do not wait until the host has confirmed it.");
        var command = new DocumentedCommand("cancel", "End a run.", CancelMore) { workspace, run, noWait, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var (name, id, retries) = (line.GetRequiredValue(workspace), line.GetRequiredValue(run), new RetryPolicy(session.Time, RetryFor));
            var cancelled = await retries.Try(() => session.Server.CancelRun(name, id, cancel), Retry.AfterContact, cancel);
            while (!line.GetValue(noWait) && !cancelled.Value.Terminal)
            {
                cancelled = await retries.Try(() => session.Server.ReadRun(name, id, cancel, TaskCalls.LongestWait), Retry.AfterContact, cancel);
            }

            return Tell(session, cancelled);
        });
        return command;
    }

    private static int Tell(Session session, Reply<TerraformRunView> run)
    {
        if (session.Json)
        {
            session.WriteJson(run.Json);
        }
        else
        {
            session.Notes.Info(RunOutcomes.Sentence(run.Value));
        }

        return ExitCodes.Success;
    }

    private static Argument<string> Run() => new("RUN") { HelpName = "RUN", Description = "Id of the run." };

    private static Option<string?> Comment() => Options.Text("--comment", "TEXT", "Why; at most 500 characters.");
}
