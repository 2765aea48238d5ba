using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>The options about the times of a schedule. What they may be, the server says.</summary>
internal sealed class TimingOptions
{
    private readonly Option<string?> _cron = Options.Text("--cron", "EXPR", "Five fields: minute, hour, day of month, month, day of week, such as '0 2 * * 1-5'.");
    private readonly Option<string?> _at = Options.Text("--at", "TIME", "Once, such as 2026-12-24T18:00:00+01:00.");
    private readonly Option<TimeSpan?> _every = Options.Duration("--every", "Again and again, such as 6h; 1m at least.");
    private readonly Option<string?> _from = Options.Text("--from", "TIME", "With --every: its first time; one interval from now by default.");
    private readonly Option<string?> _zone = Options.Text("--zone", "NAME", "Time zone of --cron and --holiday, such as Europe/Berlin; UTC by default.");
    private readonly Option<string[]> _holidays = Options.Many("--holiday", "DATE", "Date in that zone on which it does not start, such as 2026-12-25; may be repeated.");
    private readonly Option<TimeSpan?> _jitter = Options.Duration("--jitter", "Start up to so much later, each time another, at most 1h; not at all by default.");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_cron, _at, _every, _from, _zone, _holidays, _jitter])
        {
            command.Add(option);
        }
    }

    /// <summary>Null if nothing says when.</summary>
    public ScheduleTiming? Read(ParseResult line)
    {
        var (cron, at, every) = (line.GetValue(_cron), line.GetValue(_at), line.GetValue(_every));
        return cron is null && at is null && every is null
            ? null
            : new ScheduleTiming(
                cron, at, (long?)every?.TotalSeconds, line.GetValue(_from), line.GetValue(_zone), line.GetRequiredValue(_holidays) is { Length: > 0 } dates ? dates : null,
                (long?)line.GetValue(_jitter)?.TotalSeconds);
    }
}
