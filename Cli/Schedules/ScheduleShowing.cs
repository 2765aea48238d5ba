using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl schedule show</summary>
internal static class ScheduleShowing
{
    public static Command Create(CommonOptions common)
    {
        var id = ScheduleCommand.Id();
        var command = new Command("show", "Show one schedule: its next times, and what became of its last ones.") { id, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var schedule = await session.Server.ReadSchedule(line.GetRequiredValue(id), cancel);
            if (session.Json)
            {
                session.WriteJson(schedule.Json);
            }
            else if (session.Format == OutputFormat.Name)
            {
                session.WriteNames([schedule.Value.Id]);
            }
            else
            {
                Write(session, schedule.Value);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static void Write(Session session, ScheduleView schedule)
    {
        var details = new Details()
            .Add("Id", schedule.Id)
            .Add("Name", schedule.Name)
            .Add("Revision", Show.Number(schedule.Revision))
            .Add("When", ScheduleTexts.When(schedule.When))
            .Add("Not on", schedule.When.Holidays is { } dates ? string.Join(", ", dates) : null)
            .Add("Jitter", Show.Seconds(schedule.When.JitterSeconds))
            .Add("Missed", string.Equals(schedule.Missed, "all", StringComparison.Ordinal) ? $"all, up to {Show.Number(schedule.MissedMost)}" : schedule.Missed)
            .Add("Overlap", schedule.Overlap)
            .Add("Workflow", schedule.Workflow is { } workflow ? workflow.Name ?? string.Join(", ", workflow.Steps) : null)
            .Add("Steps", schedule.Workflow is { Name: not null } named ? string.Join(", ", named.Steps) : null)
            .Add("Values", schedule.Workflow is { Values.Count: > 0 } given ? Show.Labels(given.Values) : null)
            .Add("Job", schedule.Job?.Name)
            .Add("On", schedule.Job is { } job ? job.On ?? string.Join(", ", job.Hosts ?? []) : null)
            .Add("Batches", schedule.Job?.Batches)
            .Add("May fail", schedule.Job?.MaxErrors)
            .Add("Paused by", schedule.PausedBy)
            .Add("Changed", schedule.SubmittedBy is { Length: > 0 } by ? $"{Show.Time(schedule.ChangedAt)} by {by}" : Show.Time(schedule.ChangedAt))
            .Add("Waiting", schedule.Waiting.Count == 0 ? null : string.Join(", ", schedule.Waiting.Select(time => Show.Time(time))));
        foreach (var (time, index) in schedule.Next.Select((time, index) => (time, index)))
        {
            details.Add(index == 0 ? "Next" : "  then", ScheduleTexts.Local(time));
        }

        details.Write(session.Tables);
        if (schedule.Starts.Count == 0)
        {
            return;
        }

        session.WriteLine("");
        var table = new Listing(new Column("TIME"), new Column("STATE"), new Column("TIMES", 3), new Column(schedule.Workflow is null ? "JOB" : "WORKFLOW", 1), new Column("REASON", 2));
        foreach (var start in schedule.Starts)
        {
            table.Add(Show.Time(start.Due ?? start.At), PhasesOfJobs.Shown(start.What), Show.Number(start.Count), start.JobId ?? start.WorkflowId, start.Reason);
        }

        table.Write(session.Tables);
    }
}
