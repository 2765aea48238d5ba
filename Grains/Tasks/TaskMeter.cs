using System.Diagnostics.Metrics;

namespace OrleansOps.Tasks;

/// <summary>What is counted and measured of tasks, where each change of one is stored. Tags have few values, known beforehand.</summary>
internal sealed class TaskMeter
{
    private const string Phase = "phase";

    /// <summary>Seconds, from a task that is sent at once to one that waits or runs for days.</summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 1_800, 3_600, 14_400, 86_400],
    };

    private readonly Counter<long> _moves;
    private readonly Histogram<double> _queue;
    private readonly Histogram<double> _run;

    public TaskMeter(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansOps.Tasks");
        _moves = meter.CreateCounter<long>("ops.tasks.moves", description: "Moves of tasks, by the phase that they came to; a phase that is an end says how it ended");
        _queue = meter.CreateHistogram("ops.task.queue.duration", unit: "s", description: "How long tasks waited until their order was sent", tags: null, advice: Durations);
        _run = meter.CreateHistogram("ops.task.run.duration", unit: "s", description: "How long tasks ran, by how they ended", tags: null, advice: Durations);
    }

    /// <summary>A task was stored as it is now.</summary>
    /// <param name="before">As it stood before; null: it is new.</param>
    public void Stored(TaskState? before, TaskState now)
    {
        var phase = new KeyValuePair<string, object?>(Phase, NameOf(now.Phase));
        if (before?.Phase != now.Phase)
        {
            _moves.Add(1, phase);
        }

        if (now.SentAt is { } sent && before?.SentAt != sent)
        {
            _queue.Record(Seconds(QueuedAt(now), sent));
        }

        if (before?.Result is null && now.Result is { StartedAt: { } started } result)
        {
            _run.Record(Seconds(started, result.EndedAt), phase);
        }
    }

    /// <summary>Since when it has waited for its present attempt.</summary>
    public static DateTimeOffset QueuedAt(TaskState task) => task.Earlier is [.., { EndedAt: { } over }]
        ? task.RepeatedAt > over ? task.RepeatedAt.Value : over
        : task.SubmittedAt;

    private static double Seconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (to - from).TotalSeconds);

    private static string NameOf(TaskPhase phase) => phase switch
    {
        TaskPhase.Queued => "queued",
        TaskPhase.Sent => "sent",
        TaskPhase.Running => "running",
        TaskPhase.Cancelling => "cancelling",
        TaskPhase.CancelUnconfirmed => "cancelUnconfirmed",
        TaskPhase.Succeeded => "succeeded",
        TaskPhase.Failed => "failed",
        TaskPhase.TimedOut => "timedOut",
        TaskPhase.Cancelled => "cancelled",
        TaskPhase.Lost => "lost",
        _ => "rejected",
    };
}
