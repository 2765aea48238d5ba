using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The screen of a shell: what its terminal shows, as it is, and beside it what there is to say until it runs.</summary>
internal sealed class ShellOutput(LogPrinter printer, Notes notes) : IFollowOutput
{
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _shown;

    /// <summary>Completes when something can be typed.</summary>
    public Task Running => _running.Task;

    public void Log(IReadOnlyList<LogRecord> records) => printer.Print(records);

    public void Phase(Reply<TaskView> task)
    {
        if (task.Value.Phase is Phases.Running)
        {
            _running.TrySetResult();
        }
        else if (task.Value.Phase is Phases.Queued && TaskOutcomes.Progress(task.Value) is { } waits && !string.Equals(waits, _shown, StringComparison.Ordinal))
        {
            (_shown, var id) = (waits, Printable.Of(task.Value.Id));
            notes.Info($"{waits} ~. leaves it waiting; opsctl cancel {id} takes it out of the queue.");
        }
    }

    public void End(Reply<TaskView> task) => printer.Finish();
}
