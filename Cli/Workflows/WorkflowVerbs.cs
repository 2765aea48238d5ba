using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl workflow approve, reject, stop and retry</summary>
internal static class WorkflowVerbs
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromMinutes(5);

    private const string ApproveMore = """
        Example:
          opsctl workflow approve patch-42 go --comment "the canary is fine"
        """;

    private const string RejectMore = """
        The step has failed then, and what needs it is left out.

        Example:
          opsctl workflow reject patch-42 go --comment "errors in the log"
        """;

    private const string StopMore = """
        No step begins any more but those that always run (when: always), and what runs is cancelled. Said again while it is being
        stopped, not even those. Waits until nothing of it runs; Ctrl-C ends only the waiting. --no-wait returns at once.

        Examples:
          opsctl workflow stop patch-42
          opsctl workflow stop patch-42 --no-wait
        """;

    private const string RetryMore = """
        A workflow that failed or was stopped goes on: steps that succeeded stay as they are, the others begin anew, and their jobs
        run on the hosts that did not succeed. With -f it is followed.

        Example:
          opsctl workflow retry patch-42
        """;

    public static Command CreateApprove(CommonOptions common) =>
        CreateDecision(common, new DocumentedCommand("approve", "Approve a step that waits for that: the workflow goes on.", ApproveMore), approve: true);

    public static Command CreateReject(CommonOptions common) =>
        CreateDecision(common, new DocumentedCommand("reject", "Reject a step that waits to be approved.", RejectMore), approve: false);

    public static Command CreateStop(CommonOptions common)
    {
        var id = WorkflowCommand.Id();
        var noWait = Options.Flag("--no-wait", "Do not wait until nothing of it runs.");
        var command = new DocumentedCommand("stop", "End a workflow: cancel what runs, begin no other step.", StopMore) { id, noWait };
        command.Does(common, async (line, session, cancel) =>
        {
            var name = line.GetRequiredValue(id);
            var retries = new RetryPolicy(session.Time, RetryFor);
            var workflow = await retries.Try(() => session.Server.StopWorkflow(name, cancel), Retry.AfterContact, cancel);
            while (!line.GetValue(noWait) && !workflow.Value.Terminal)
            {
                workflow = await retries.Try(() => session.Server.ReadWorkflow(name, cancel, TaskCalls.LongestWait), Retry.AfterContact, cancel);
            }

            return Tell(session, workflow);
        });
        return command;
    }

    public static Command CreateRetry(CommonOptions common)
    {
        var id = WorkflowCommand.Id();
        var follow = Options.Flag("--follow", "Go on until the workflow is over.", "-f");
        var command = new DocumentedCommand("retry", "Run what did not succeed in a workflow that is over once more.", RetryMore) { id, follow };
        command.Does(common, async (line, session, cancel) =>
        {
            // The number of the round is said with it, so that a lost answer is repaired by sending it again.
            var name = line.GetRequiredValue(id);
            var retries = new RetryPolicy(session.Time, RetryFor);
            var before = (await retries.Try(() => session.Server.ReadWorkflow(name, cancel), Retry.Always, cancel)).Value;
            var workflow = await retries.Try(() => session.Server.RetryWorkflow(name, new RetryWorkflow(before.Round + 1), cancel), Retry.Always, cancel);
            return line.GetValue(follow) ? await new WorkflowFollowing(session, name, LogPrintingOptions.UsualPatience).Follow(cancel) : Tell(session, workflow);
        });
        return command;
    }

    private static Command CreateDecision(CommonOptions common, Command command, bool approve)
    {
        var id = WorkflowCommand.Id();
        var step = new Argument<string>("STEP") { HelpName = "STEP", Description = "Name of the step." };
        var comment = Options.Text("--comment", "TEXT", "Why; it is kept with the step.");
        command.Add(id);
        command.Add(step);
        command.Add(comment);
        command.Does(common, async (line, session, cancel) => Tell(session, await new RetryPolicy(session.Time, RetryFor).Try(
            () => session.Server.DecideStep(line.GetRequiredValue(id), line.GetRequiredValue(step), new DecideStep(approve, line.GetValue(comment)), cancel), Retry.Always, cancel)));
        return command;
    }

    private static int Tell(Session session, Reply<WorkflowView> workflow)
    {
        if (session.Json)
        {
            session.WriteJson(workflow.Json);
        }
        else
        {
            session.Notes.Info(WorkflowOutcomes.Sentence(workflow.Value));
        }

        return ExitCodes.Success;
    }
}
