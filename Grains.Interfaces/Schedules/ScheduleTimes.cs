using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Cronos;

namespace OrleansOps.Schedules;

/// <summary>
/// The times of a schedule, worked out from what was asked for and nothing else: whoever asks, and however often, gets the same ones.
/// </summary>
public sealed class ScheduleTimes
{
    private const int CronFields = 5;
    private const int MostCron = 200;
    private const int MostZone = 64;

    /// <summary>More than any zone sets its clocks by: the search for the first time of a day begins so much before it.</summary>
    private static readonly TimeSpan BeforeDay = TimeSpan.FromHours(3);

    private readonly ScheduleTiming _timing;
    private readonly CronExpression? _cron;
    private readonly TimeZoneInfo _zone;
    private readonly HashSet<DateOnly> _holidays;

    private ScheduleTimes(ScheduleTiming timing, CronExpression? cron, TimeZoneInfo zone)
    {
        _timing = timing;
        _cron = cron;
        _zone = zone;
        _holidays = [.. timing.Holidays];
    }

    /// <summary>The times; or which field is wrong, and why: a sentence without its beginning, such as "has 6 fields".</summary>
    public static (ScheduleTimes? Times, string Field, string? Wrong) Of(ScheduleTiming timing)
    {
        if (!IsZoneName(timing.Zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(timing.Zone, out var zone) || !zone.HasIanaId)
        {
            return (null, "timeZone", "is not a time zone that is known here. Write its IANA name, such as Europe/Berlin or UTC");
        }

        if (timing.Cron is not { } cron)
        {
            return (new ScheduleTimes(timing, null, zone), "", null);
        }

        return WrongWith(cron) is { } wrong ? (null, "cron", wrong)
            : !CronExpression.TryParse(cron, CronFormat.Standard, out var expression) ? (null, "cron", WhyNot(cron))
            : (new ScheduleTimes(timing, expression, zone), "", null);
    }

    /// <summary>The first time after that one; null: there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var due = Raw(after);
        while (due is { } time && _holidays.Contains(DateOf(time)))
        {
            var nextDay = DateOf(time).AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var early = new DateTimeOffset(nextDay) - _zone.GetUtcOffset(time) - BeforeDay;
            due = Raw(early > time ? early : time);
        }

        return due is { } found ? TimeZoneInfo.ConvertTime(found, _zone) : null;
    }

    /// <summary>Times after that one, the first of them first.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset after)
    {
        for (var due = Next(after); due is { } time; due = Next(time))
        {
            yield return time;
        }
    }

    /// <summary>When the job of a time begins: up to the jitter later, for each time another, and always the same.</summary>
    public DateTimeOffset Begin(string scheduleId, DateTimeOffset due)
    {
        var most = (ulong)_timing.Jitter.TotalSeconds;
        if (most == 0)
        {
            return due;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(ScheduleIds.JobOf(scheduleId, due)));
        return due + TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt64LittleEndian(hash) % (most + 1));
    }

    private DateTimeOffset? Raw(DateTimeOffset after) => _timing switch
    {
        { Every: { } every } => Repeated(_timing.From!.Value, every, after),
        { At: { } at } => at > after ? at : null,
        _ => _cron!.GetNextOccurrence(after, _zone),
    };

    private static DateTimeOffset Repeated(DateTimeOffset from, TimeSpan every, DateTimeOffset after) =>
        after < from ? from : from.AddTicks(every.Ticks * ((after - from).Ticks / every.Ticks + 1));

    private DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, _zone).DateTime);

    private static string? WrongWith(string cron)
    {
        if (cron.Length > MostCron)
        {
            return $"has {cron.Length} characters; the limit is {MostCron}";
        }

        var fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return cron.Contains('@', StringComparison.Ordinal) ? "is a name such as @daily, which is not taken. Write five fields, such as 0 2 * * *"
            : fields == CronFields + 1 ? "has six fields: seconds are not taken, the shortest interval is one minute. Write five: minute, hour, day of month, month, day of week"
            : fields != CronFields ? $"has {fields} fields. Write five: minute, hour, day of month, month, day of week"
            : null;
    }

    /// <summary>What the reader of expressions says of it.</summary>
    private static string WhyNot(string cron)
    {
        try
        {
            CronExpression.Parse(cron, CronFormat.Standard);
            return "cannot be read";
        }
        catch (CronFormatException wrong)
        {
            return $"cannot be read: {wrong.Message.TrimEnd('.')}";
        }
    }

    /// <summary>What may be looked for among the zones: it is the name of a file there.</summary>
    private static bool IsZoneName(string zone) =>
        zone is { Length: > 0 and <= MostZone } && char.IsAsciiLetter(zone[0]) && zone.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '+' or '-');
}
