namespace OrleansOps.Cli;

/// <summary>Shows a followed task's log as the script wrote it, and tells of the task's progress beside it.</summary>
internal sealed class TextFollow(LogPrinter printer, Notes notes) : IFollowOutput
{
    private string? _shown;

    public void Log(IReadOnlyList<LogRecord> records) => printer.Print(records);

    public void Phase(Reply<TaskView> task)
    {
        var sentence = Endings.Progress(task.Value);
        if (sentence is not null && !string.Equals(sentence, _shown, StringComparison.Ordinal))
        {
            notes.Progress(sentence);
            _shown = sentence;
        }
    }

    public void End(Reply<TaskView> task) => printer.Finish();
}
