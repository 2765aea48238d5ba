using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>An attempt that the host holds: from its order to the moment when nothing of it is left to settle.</summary>
internal sealed class HeldAttempt(RunTask order, TaskLog log, LogCommands commands)
{
    private readonly TaskCompletionSource _cancel = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AttemptId Id { get; } = AttemptId.Of(order);

    public RunTask Order => order;

    public TaskLog Log => log;

    /// <summary>What its output tells the agent.</summary>
    public LogCommands Commands => commands;

    /// <summary>When it came, was on disk, and had its slot: told of what is traced, by the life of the agent in which it happened.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    public DateTimeOffset? JournaledAt { get; set; }

    public DateTimeOffset? SlotAt { get; set; }

    public TaskTimes? Times =>
        TraceContext.IsRecorded(Order.TraceParent) && (ReceivedAt, JournaledAt, SlotAt) is ({ } received, { } journaled, { } slot) ? new(received, journaled, slot) : null;

    /// <summary>The order is on disk. Until then the gateway is told nothing of it.</summary>
    public bool IsAccepted { get; set; }

    public HeldPhase Phase { get; set; } = HeldPhase.Waiting;

    /// <summary>How it ended, once that is on disk.</summary>
    public TaskEnded? Report { get; private set; }

    /// <summary>The gateway has the report.</summary>
    public bool IsSettled { get; set; }

    /// <summary>A newer order of the task, which came when this attempt was over and is to be refused.</summary>
    public RunTask? NotTaken { get; set; }

    /// <summary>When its end was written down, in this life of the agent.</summary>
    public long EndedTimestamp { get; private set; }

    /// <summary>When the report was last sent; null in a session in which it was not.</summary>
    public long? ReportSentAt { get; set; }

    /// <summary>Completes when it is to be ended.</summary>
    public Task CancelOrdered => _cancel.Task;

    /// <summary>An earlier life of the agent started it.</summary>
    public void Adopt(HeardCommands? heard)
    {
        commands.Adopt(heard);
        log.Adopt();
    }

    public void Cancel() => _cancel.TrySetResult();

    public void End(TaskEnded report, long now)
    {
        EndedTimestamp = now;
        Report = report;
        Phase = HeldPhase.Ended;
    }
}
