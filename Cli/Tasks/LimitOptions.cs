using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The options of opsctl run about what the task may use. What they may be, the server says.</summary>
internal sealed class LimitOptions
{
    private readonly Option<long?> _memory = Options.Size("--memory", "Memory that all its processes may use, such as 512M; it is ended when it uses more.");

    private readonly Option<int?> _cpu = new("--cpu")
    {
        HelpName = "PERCENT",
        Description = "Its share of the processors in percent of one, such as 150%. Held only where the host has control groups for its tasks.",
        CustomParser = ParsePercent,
    };

    private readonly Option<TimeSpan?> _cpuTime = Options.Duration("--cpu-time", "Processor time of all its processes, such as 10m; it is ended when it uses more.", TimeSpan.FromDays(365));
    private readonly Option<long?> _processes = Options.Number("--processes", "N", "Processes and threads that it may have at once; it is ended when it has more.", least: 1);
    private readonly Option<long?> _openFiles = Options.Number("--open-files", "N", "Files that each of its processes may have open; 1024 by default.", least: 1);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_memory, _cpu, _cpuTime, _processes, _openFiles])
        {
            command.Add(option);
        }
    }

    /// <summary>Null if none is asked for.</summary>
    public TaskLimits? Read(ParseResult line)
    {
        var limits = new TaskLimits(
            line.GetValue(_memory), line.GetValue(_cpu), (long?)line.GetValue(_cpuTime)?.TotalSeconds, Count(line.GetValue(_processes)), Count(line.GetValue(_openFiles)));
        return limits == new TaskLimits() ? null : limits;
    }

    /// <summary>The server names the range of what would not fit here.</summary>
    private static int? Count(long? number) => number is { } count ? (int)Math.Min(count, int.MaxValue) : null;

    private static int? ParsePercent(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text.EndsWith('%') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent > 0)
        {
            return percent;
        }

        result.AddError($"--cpu takes a share in percent of one processor such as 50% or 150%, not \"{Printable.Of(text)}\".");
        return null;
    }
}
