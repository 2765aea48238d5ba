using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl schedule list</summary>
internal static class ScheduleListing
{
    private const int TitleLength = 40;

    public static Command Create(CommonOptions common)
    {
        var watch = Watching.Option();
        var command = new Command("list", "List schedules, with their next and last times.") { watch, common.Output };
        command.Does(common, (line, session, cancel) => Watching.Show(line.GetValue(watch), session, () => List(session, cancel), cancel));
        return command;
    }

    private static async Task<int> List(Session session, CancellationToken cancel)
    {
        var schedules = await Pages.Read((size, cursor) => session.Server.ListSchedules(new Query().Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
        return session.WriteList(
            schedules, CliJson.Default.ScheduleSummary, "There are no schedules. Store one: opsctl schedule put ID --cron '0 2 * * *' --on role=db --script backup.sh", schedule => schedule.Id, Table);
    }

    private static Listing Table(IEnumerable<ScheduleSummary> schedules)
    {
        var table = new Listing(new Column("ID"), new Column("WHAT", 2), new Column("WHEN", 1), new Column("NEXT"), new Column("LAST", 3), new Column("BY", 4));
        foreach (var schedule in schedules)
        {
            var title = schedule.Name ?? schedule.Preview;
            table.Add(
                schedule.Id,
                title is { Length: > TitleLength } ? title[..(TitleLength - 1)] + "…" : title,
                ScheduleTexts.When(schedule.When),
                schedule.Paused ? "paused" : ScheduleTexts.Local(schedule.Next),
                schedule.Last is { } last ? ScheduleTexts.Last(last) : null,
                schedule.SubmittedBy);
        }

        return table;
    }
}
