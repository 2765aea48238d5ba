using System.Globalization;
using System.Text.RegularExpressions;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>A file's task as a line that says how far it is; what else it says comes as it is.</summary>
/// <param name="what">What is done, and with what.</param>
internal sealed partial class CopyFollow(Session session, string what) : IFollowOutput
{
    private readonly TextFollow _phases = new(FollowOutputs.Printer(session, new LogPrinting()), session.Notes, asked: 1);
    private TransferProgress? _progress;

    public void Log(IReadOnlyList<LogRecord> records)
    {
        foreach (var record in records.Where(record => record.IsOf(LogRecord.Stdout)))
        {
            if (HowFar().Match(record.Text) is { Success: true } line)
            {
                _progress ??= new TransferProgress(session, what, Number(line.Groups["all"]));
                _progress.At(Number(line.Groups["done"]));
            }
            else
            {
                EndProgress();
                session.Notes.Info(Printable.Of(record.Text.TrimEnd('\n')));
            }
        }
    }

    public void Phase(Reply<TaskView> task)
    {
        if (_progress is null)
        {
            _phases.Phase(task);
        }
    }

    public void End(Reply<TaskView> task) => EndProgress();

    private void EndProgress()
    {
        _progress?.Dispose();
        _progress = null;
    }

    private static long Number(Group digits) => long.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<done>\d{1,18}) of (?<all>\d{1,18}) bytes,", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HowFar();
}
