using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl schedule pause, resume, run and delete</summary>
internal static class ScheduleVerbs
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    private const string RunMore = """
        Paused or not, but not while what it started last is not over. Prints the id of the job or workflow.

        Examples:
          opsctl schedule run nightly
          opsctl schedule run nightly --id nightly-by-hand
        """;

    public static Command CreatePause(CommonOptions common) =>
        Create(common, new Command("pause", "Start nothing until they are resumed; what runs goes on."), (session, id, cancel) => Tell(session, () => session.Server.PauseSchedule(id, cancel)));

    public static Command CreateResume(CommonOptions common) =>
        Create(common, new Command("resume", "Go on with schedules that are paused, from their next times on."), (session, id, cancel) => Tell(session, () => session.Server.ResumeSchedule(id, cancel)));

    public static Command CreateRun(CommonOptions common)
    {
        var id = ScheduleCommand.Id();
        var jobId = Options.Text("--id", "ID", "Id of the job or workflow; one is made by default. The same id twice is one.");
        var command = new DocumentedCommand("run", "Start the job or workflow of a schedule now.", RunMore) { id, jobId, common.Output };
        command.Does(common, (line, session, cancel) => Run(session, line.GetRequiredValue(id), line.GetValue(jobId) ?? Ids.New(session.Time), cancel));
        return command;
    }

    public static Command CreateDelete(CommonOptions common)
    {
        var yes = Options.Flag("--yes", "Do not ask.", "-y");
        var ids = ScheduleCommand.Ids();
        var command = new Command("delete", "Delete schedules. Asks first; --yes does not. What they started goes on.") { ids, yes };
        command.Does(common, (line, session, cancel) => Each.Do(
            line.GetRequiredValue(ids), id => id, (id, stop) => Delete(session, id, line.GetValue(yes), stop), session, line, cancel));
        return command;
    }

    private static async Task<int> Run(Session session, string id, string startedId, CancellationToken cancel)
    {
        var retries = new RetryPolicy(session.Time, RetryFor);
        var isWorkflow = (await retries.Try(() => session.Server.ReadSchedule(id, cancel), Retry.Always, cancel)).Value.Workflow is not null;
        if (isWorkflow && Ids.ComplaintOfWorkflow(startedId) is { } complaint)
        {
            throw CliException.Usage($"--id: {complaint}");
        }

        var run = await retries.Try(() => session.Server.RunSchedule(id, isWorkflow ? new RunSchedule(WorkflowId: startedId) : new RunSchedule(startedId), cancel), Retry.Always, cancel);
        if (session.Json)
        {
            session.WriteJson(run.Json);
            return ExitCodes.Success;
        }

        session.WriteLine(startedId);
        session.Notes.Progress($"Follow it with: {(isWorkflow ? $"opsctl workflow show {startedId} -f" : $"opsctl job {startedId} -f")}");
        return ExitCodes.Success;
    }

    private static async Task<int> Delete(Session session, string id, bool yes, CancellationToken cancel)
    {
        if (!yes && !await Agreement.Ask($"Delete schedule {Printable.Of(id)}?", cancel))
        {
            session.Notes.Info("Nothing was changed.");
            return ExitCodes.Usage;
        }

        await session.Server.DeleteSchedule(id, cancel);
        session.Notes.Info($"Schedule {Printable.Of(id)} is deleted.");
        return ExitCodes.Success;
    }

    private static async Task<int> Tell(Session session, Func<Task<Reply<ScheduleView>>> word)
    {
        var schedule = await word();
        if (session.Json)
        {
            session.WriteJson(schedule.Json);
            return ExitCodes.Success;
        }

        var next = schedule.Value.Next is [var first, ..] ? $", and starts next {ScheduleTexts.Local(first)}" : "";
        session.Notes.Info($"Schedule {Printable.Of(schedule.Value.Id)} {(schedule.Value.Paused ? "is paused" : $"is not paused{next}")}.");
        return ExitCodes.Success;
    }

    private static Command Create(CommonOptions common, Command command, Func<Session, string, CancellationToken, Task<int>> word)
    {
        var ids = ScheduleCommand.Ids();
        command.Add(ids);
        command.Add(common.Output);
        command.Does(common, (line, session, cancel) => Each.Do(line.GetRequiredValue(ids), id => id, (id, stop) => word(session, id, stop), session, line, cancel));
        return command;
    }
}
