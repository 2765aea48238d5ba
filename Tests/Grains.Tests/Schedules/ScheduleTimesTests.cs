using System.Globalization;

namespace OrleansOps.Schedules;

/// <summary>Times of schedules. In Europe/Berlin of 2026 clocks go from 2:00 to 3:00 on 29 March, and from 3:00 to 2:00 on 25 October.</summary>
public sealed class ScheduleTimesTests
{
    private const string Berlin = "Europe/Berlin";

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00")]   // there is no 2:30: the moment at which it would have been
    [InlineData("0 3 * * *", "2026-03-28T12:00Z", "2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00")]
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00")]   // 2:30 is twice: the first counts
    [InlineData("0 2 * * *", "2026-10-24T12:00Z", "2026-10-25T02:00+02:00", "2026-10-26T02:00+01:00")]
    [InlineData("*/30 * * * *", "2026-03-29T00:29Z", "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00")]   // half hours that pass, whatever clocks say
    [InlineData("*/30 * * * *", "2026-10-25T00:29Z", "2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00", "2026-10-25T02:30+01:00", "2026-10-25T03:00+01:00")]
    public void After_BothSidesOfAClockChange(string cron, string after, params string[] expected) =>
        Assert.Equal(expected, First(new ScheduleTiming { Cron = cron, Zone = Berlin }, after, expected.Length));

    [Fact]
    public void After_AnInterval_GoesByTimeThatPasses() => Assert.Equal(
        ["2026-03-29T00:30+01:00", "2026-03-29T07:30+02:00", "2026-03-29T13:30+02:00"],
        First(new ScheduleTiming { Every = TimeSpan.FromHours(6), Zone = Berlin, From = Time("2026-03-28T23:30Z") }, "2026-03-28T20:00Z", 3));

    [Fact]
    public void After_Once_IsThatTimeAndNoOther()
    {
        var once = new ScheduleTiming { At = Time("2026-05-01T10:00Z") };

        Assert.Equal(["2026-05-01T10:00+00:00"], First(once, "2026-05-01T09:59Z", 3));
        Assert.Empty(First(once, "2026-05-01T10:00Z", 3));
    }

    [Theory]
    [InlineData("0 2 * * *", "2026-12-27T02:00+01:00")]
    [InlineData("0 0 * * *", "2026-12-27T00:00+01:00")]
    [InlineData("* * * * *", "2026-12-27T00:00+01:00")]   // the first minute of the day after
    public void After_Holidays_PassesOverThem(string cron, string expected)
    {
        var timing = new ScheduleTiming { Cron = cron, Zone = Berlin, Holidays = [new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 26)] };

        Assert.Equal([expected], First(timing, "2026-12-24T22:59:30Z", 1));
    }

    [Fact]
    public void After_AHoliday_IsADayOfTheZone()
    {
        var timing = new ScheduleTiming { Cron = "30 23 * * *", Zone = "Pacific/Auckland", Holidays = [new DateOnly(2026, 12, 25)] };

        Assert.Equal(["2026-12-24T23:30+13:00", "2026-12-26T23:30+13:00"], First(timing, "2026-12-24T00:00Z", 2));
    }

    [Fact]
    public void Begin_IsAlwaysTheSame_AndWithinTheJitter()
    {
        var times = Of(new ScheduleTiming { Cron = "0 * * * *", Jitter = TimeSpan.FromMinutes(5) });
        var due = times.After(Time("2026-05-01T00:00Z")).Take(200).ToList();

        var late = due.ConvertAll(time => times.Begin("nightly", time) - time);

        Assert.All(late, by => Assert.InRange(by, TimeSpan.Zero, TimeSpan.FromMinutes(5)));
        Assert.True(late.Distinct().Count() > 50, "They are spread.");
        Assert.Equal(late, due.ConvertAll(time => times.Begin("nightly", time) - time));
        Assert.NotEqual(late, due.ConvertAll(time => times.Begin("daily", time) - time));
    }

    [Theory]
    [InlineData("* * * * * *", "UTC", "cron", "seconds are not taken, the shortest interval is one minute")]
    [InlineData("@every_second", "UTC", "cron", "Write five fields")]
    [InlineData("0 2 * *", "UTC", "cron", "has 4 fields")]
    [InlineData("61 2 * * *", "UTC", "cron", "cannot be read")]
    [InlineData("0 2 * * *", "Mars/Olympus", "timeZone", "IANA")]
    [InlineData("0 2 * * *", "../../etc/passwd", "timeZone", "IANA")]
    [InlineData("0 2 * * *", "W. Europe Standard Time", "timeZone", "IANA")]
    public void Of_WhatCannotBeRead_SaysWhy(string cron, string zone, string field, string said)
    {
        var (times, wrongField, wrong) = ScheduleTimes.Of(new ScheduleTiming { Cron = cron, Zone = zone });

        Assert.Null(times);
        Assert.Equal(field, wrongField);
        Assert.Contains(said, wrong, StringComparison.Ordinal);
    }

    private static ScheduleTimes Of(ScheduleTiming timing)
    {
        var (times, field, wrong) = ScheduleTimes.Of(timing);
        return times ?? throw new InvalidOperationException($"{field} {wrong}");
    }

    private static List<string> First(ScheduleTiming timing, string after, int count) =>
        [.. Of(timing).After(Time(after)).Take(count).Select(time => time.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture))];

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
