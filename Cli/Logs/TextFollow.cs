using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Shows a followed task's log as the script wrote it, and tells of the task's progress beside it.</summary>
/// <param name="printer">Where records go.</param>
/// <param name="notes">Where the rest goes.</param>
/// <param name="asked">The record that the caller named as the first; 1 if none.</param>
internal sealed class TextFollow(LogPrinter printer, Notes notes, long asked) : IFollowOutput
{
    private string? _shown;
    private bool _any;

    public void Log(IReadOnlyList<LogRecord> records)
    {
        _any = true;
        printer.Print(records);
    }

    public void Phase(Reply<TaskView> task)
    {
        var sentence = TaskOutcomes.Progress(task.Value);
        if (sentence is not null && !string.Equals(sentence, _shown, StringComparison.Ordinal))
        {
            if (task.Value.Phase is Phases.Queued)
            {
                notes.Info($"{sentence} {HowLongAndHowToLeave(task.Value)}");   // also where nobody watches: a silent wait looks like a hang
            }
            else
            {
                notes.Progress(sentence);
            }

            _shown = sentence;
        }
    }

    private static string HowLongAndHowToLeave(TaskView task) =>
        $"{(Show.Seconds(task.QueueSeconds) is { } limit ? $"It waits up to {limit}. " : "")}Ctrl-C leaves it waiting; opsctl cancel {Printable.Of(task.Id)} takes it out of the queue.";

    public void End(Reply<TaskView> task)
    {
        printer.Finish();
        if (!_any && BeyondTheEnd.Sentence(task.Value, asked) is { } sentence)
        {
            notes.Info(sentence);
        }
    }
}
