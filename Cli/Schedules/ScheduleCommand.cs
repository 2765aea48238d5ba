using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl schedule, with put, list, show, next, pause, resume, run and delete</summary>
internal static class ScheduleCommand
{
    private const string More = """
        A schedule starts a job or a workflow: by cron with a time zone, at an interval, or once. opsctl job and opsctl workflow show
        what it started.

        Examples:
          opsctl schedule put nightly --cron '0 2 * * *' --zone Europe/Berlin --on role=db --script backup.sh
          opsctl schedule put rollout --cron '0 3 * * 6' --workflow patch.yaml --set version=2.4
          opsctl schedule list
          opsctl schedule show nightly
          opsctl schedule run nightly
        """;

    public static Command Create(CommonOptions common) => new DocumentedCommand("schedule", "Start jobs and workflows by the clock: store, list, show, pause, resume, run or delete schedules.", More)
    {
        SchedulePutting.Create(common),
        ScheduleListing.Create(common),
        ScheduleShowing.Create(common),
        ScheduleNextTimes.Create(common),
        ScheduleVerbs.CreatePause(common),
        ScheduleVerbs.CreateResume(common),
        ScheduleVerbs.CreateRun(common),
        ScheduleVerbs.CreateDelete(common),
    };

    public static Argument<string> Id()
    {
        var argument = new Argument<string>("ID") { HelpName = "ID", Description = "Id of the schedule." };
        argument.CompletionSources.Add(Known.Schedules);
        return argument;
    }

    public static Argument<string[]> Ids()
    {
        var argument = new Argument<string[]>("ID") { HelpName = "ID", Description = "Ids of schedules.", Arity = ArgumentArity.OneOrMore };
        argument.CompletionSources.Add(Known.Schedules);
        return argument;
    }
}
