using OrleansOps.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.Tasks;

/// <summary>An attempt that the host holds: from its order to the moment when nothing of it is left to settle.</summary>
internal sealed class HeldAttempt(RunTask order, TaskLog log)
{
    private readonly TaskCompletionSource _cancel = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AttemptId Id { get; } = AttemptId.Of(order);

    public RunTask Order => order;

    public TaskLog Log => log;

    /// <summary>The order is on disk. Until then the gateway is told nothing of it.</summary>
    public bool IsAccepted { get; set; }

    public HeldPhase Phase { get; set; } = HeldPhase.Waiting;

    /// <summary>How it ended, once that is on disk.</summary>
    public TaskEnded? Report { get; private set; }

    /// <summary>The gateway has the report.</summary>
    public bool IsSettled { get; set; }

    /// <summary>When the report was last sent; null in a session in which it was not.</summary>
    public long? ReportSentAt { get; set; }

    /// <summary>A sentence for the operator on why it was cancelled, if it was not by an operator.</summary>
    public string? CancelNote { get; private set; }

    /// <summary>Completes when it is to be ended.</summary>
    public Task CancelOrdered => _cancel.Task;

    /// <summary>Completes when it ended.</summary>
    public Task Over => _over.Task;

    public void Cancel(string? note = null)
    {
        CancelNote = CancelOrdered.IsCompleted ? CancelNote : note;
        _cancel.TrySetResult();
    }

    public void End(TaskEnded report)
    {
        Report = report;
        Phase = HeldPhase.Ended;
        _over.TrySetResult();
    }
}
