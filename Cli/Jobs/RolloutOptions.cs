using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>The options of opsctl run about many hosts. What they may be, the server says.</summary>
internal sealed class RolloutOptions
{
    private readonly Option<string?> _batches = Options.Text("--batch", "SIZES", "Several hosts: sizes of batches, such as 1,10%,50%; +5 is 5 more than before, *2 twice as many; the last is repeated. All at once by default.");
    private readonly Option<string?> _maxErrors = Options.Text("--max-errors", "N|N%", "Several hosts: how many may fail, as a number or a share; with one more no other host gets its turn. No limit by default.");
    private readonly Option<long?> _concurrency = Concurrency("Several hosts: how many run it at once; 1000 by default.");
    private readonly Option<string?> _pause = Options.OneOf("--pause", "WHEN", "Several hosts: whether it waits for a word after a batch: never (default), on-failure or each.", "never", "on-failure", "each");

    public static Option<long?> Concurrency(string description) => Options.Number("--concurrency", "N", description, least: 1);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_batches, _maxErrors, _concurrency, _pause])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether one of them is there: then it is a job, be it for one host.</summary>
    public bool AreGiven(ParseResult line) => ((Option[])[_batches, _maxErrors, _concurrency, _pause]).Any(option => line.GetResult(option) is not null);

    /// <param name="line">The command line.</param>
    /// <param name="target">Which hosts.</param>
    /// <param name="task">What each runs.</param>
    public SubmitJob Read(ParseResult line, RunTarget target, SubmitTask task) => new(
        task with { Name = null },
        task.Name,
        target.Expression,
        target.Names,
        line.GetValue(_batches),
        line.GetValue(_pause) switch { "on-failure" => "onFailure", var other => other },
        Count(line.GetValue(_concurrency)),
        line.GetValue(_maxErrors));

    /// <summary>The server names the range of what would not fit here.</summary>
    public static int? Count(long? number) => number is { } count ? (int)Math.Min(count, int.MaxValue) : null;
}
