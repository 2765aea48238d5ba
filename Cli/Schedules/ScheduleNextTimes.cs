using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl schedule next</summary>
internal static class ScheduleNextTimes
{
    private const string More = """
        Of a schedule that is stored, or of times that you are about to store; nothing is stored by it.

        Examples:
          opsctl schedule next nightly
          opsctl schedule next --cron '30 2 * * *' --zone Europe/Berlin --count 100
        """;

    public static Command Create(CommonOptions common)
    {
        var id = ScheduleCommand.Id();
        id.Arity = ArgumentArity.ZeroOrOne;
        var timing = new TimingOptions();
        var count = Options.Number("--count", "N", "Of times that are not stored: how many, up to 100; 10 by default.", least: 1);
        var command = new DocumentedCommand("next", "Show the next times of a schedule, before or after it is stored.", More) { id };
        timing.AddTo(command);
        command.Add(count);
        command.Add(common.Output);
        command.Does(common, (line, session, cancel) => (line.GetValue(id), timing.Read(line)) switch
        {
            ({ } named, null) => OfStored(session, named, cancel),
            (null, { } when) => OfOptions(session, new PreviewSchedule(when, RolloutOptions.Count(line.GetValue(count))), cancel),
            _ => throw CliException.Usage("Whose times?", "Give the id of a schedule, or one of --cron, --every and --at: opsctl schedule next --cron '0 2 * * *'"),
        });
        return command;
    }

    public static void Write(Session session, IReadOnlyList<DateTimeOffset> times)
    {
        foreach (var time in times)
        {
            session.WriteLine(ScheduleTexts.Local(time)!);
        }
    }

    private static async Task<int> OfStored(Session session, string id, CancellationToken cancel)
    {
        var schedule = await session.Server.ReadSchedule(id, cancel);
        if (session.Json)
        {
            session.WriteJson(new ScheduleNext(schedule.Value.Next), CliJson.Readable.ScheduleNext);
            return ExitCodes.Success;
        }

        Write(session, schedule.Value.Next);
        if (schedule.Value.Next.Count == 0)
        {
            session.Notes.Info(schedule.Value.Paused ? $"It is paused. To go on: opsctl schedule resume {id}" : "It has no more times.");
        }

        return ExitCodes.Success;
    }

    private static async Task<int> OfOptions(Session session, PreviewSchedule preview, CancellationToken cancel)
    {
        var times = await session.Server.PreviewSchedule(preview, cancel);
        if (session.Json)
        {
            session.WriteJson(times.Json);
        }
        else
        {
            Write(session, times.Value.Next);
        }

        return ExitCodes.Success;
    }
}
