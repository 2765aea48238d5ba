using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>The options that say how often a task that failed is started again.</summary>
internal sealed class RetryOptions
{
    private readonly Option<long?> _times = Options.Number("--retries", "N", "Start it again up to N times (10 at most) when it fails or its time is up. See --retry-delay", least: 1);
    private readonly Option<TimeSpan?> _delay = Options.Duration("--retry-delay", "The pause before it is started again, 1s to 1h; 10s by default, and each further one twice as long.", TimeSpan.FromHours(1));

    public void AddTo(Command command)
    {
        command.Add(_times);
        command.Add(_delay);
    }

    public TaskRetry? Read(ParseResult line) => (line.GetValue(_times), line.GetValue(_delay)) switch
    {
        ({ } times, var delay) => new TaskRetry(times, (long?)delay?.TotalSeconds),
        (null, not null) => throw CliException.Usage("--retry-delay says nothing without --retries.", "Give both, such as --retries 3 --retry-delay 30s."),
        _ => null,
    };
}
