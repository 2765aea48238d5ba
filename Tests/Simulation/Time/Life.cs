using OrleansOps.Simulation.Grains;

namespace OrleansOps.Simulation.Time;

/// <summary>
/// One life of a process: its clock, its timers and the place where its work runs. A crash ends it between two steps, and nothing of it
/// happens any more; while it is stopped everything waits.
/// </summary>
internal sealed class Life(Scheduler scheduler, string name, int number, WallClock wall) : TimeProvider, IExecutor
{
    private const int MostLooks = 100_000;

    private static readonly Action<object?> ExecuteWork = static work => ((IThreadPoolWorkItem)work!).Execute();

    private readonly Queue<Step> _held = new();
    private long _lookedAt;
    private int _looks;

    public string Name => name;

    public int Number => number;

    public Scheduler Scheduler => scheduler;

    public bool IsOver { get; private set; }

    public bool IsStopped { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        Look();
        return scheduler.Now;
    }

    public override DateTimeOffset GetUtcNow()
    {
        Look();
        return wall.At(scheduler.Now);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Work that others may overtake: mostly it runs at once, now and then the processor is busy with something else.</summary>
    public void Execute(IThreadPoolWorkItem work)
    {
        var chance = scheduler.Chance;
        var wait = chance.Hits(0.01) ? chance.Skewed(0, 0.05) : chance.Span(0, 0.00005);
        scheduler.At(scheduler.Now + wait.Ticks, new Step(this, "turn", ExecuteWork, work));
    }

    public void After(TimeSpan wait, string what, Action run) => scheduler.After(wait, this, what, run);

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        IsOver = true;
        _held.Clear();
    }

    /// <summary>SIGSTOP.</summary>
    public void Stop() => IsStopped = true;

    /// <summary>SIGCONT.</summary>
    public void Continue()
    {
        IsStopped = false;
        while (_held.TryDequeue(out var step))
        {
            scheduler.At(scheduler.Now, step);
        }
    }

    public void Hold(Step step) => _held.Enqueue(step);

    public override string ToString() => name;

    /// <summary>Time stands still within a step, so a loop that waits for it to pass would never end.</summary>
    private void Look()
    {
        if (_lookedAt != scheduler.Now)
        {
            (_lookedAt, _looks) = (scheduler.Now, 0);
        }
        else if (++_looks > MostLooks)
        {
            scheduler.Hang(new InvalidOperationException($"{name} goes round in circles at one moment: {Environment.StackTrace}"));
        }
    }
}
