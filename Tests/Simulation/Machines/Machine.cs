using OrleansOps.HostAgent;
using OrleansOps.Protocol;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Machines;

/// <summary>A host: its disk, its processes and its clock.</summary>
internal sealed class Machine(Scheduler scheduler, string agentId, int number, WallClock wall, Func<string, Script> scriptOf)
{
    private readonly Dictionary<AttemptId, SimulatedAttempt> _attempts = [];
    private int _boots;

    public string AgentId => agentId;

    public WallClock Wall => wall;

    public Life Boot { get; private set; } = new(scheduler, $"{agentId}/kernel", number, wall);

    public byte[] Journal { get; set; } = [];

    /// <summary>An append that is not on disk yet.</summary>
    public byte[] UnderWay { get; set; } = [];

    public bool IsDiskFull { get; set; }

    /// <summary>Seconds of the slowest flush.</summary>
    public double SlowestFlush { get; set; } = 0.02;

    /// <summary>How likely it is that a task cannot be started.</summary>
    public double CannotStart { get; set; }

    /// <summary>Called once, in the middle of the next write of the journal.</summary>
    public Action? WhenFlushing { get; set; }

    /// <summary>Called once, when the next write of the journal is on disk and nobody knows it yet.</summary>
    public Action? WhenFlushed { get; set; }

    public Action<SimulatedAttempt>? WhenStarted { get; set; }

    public Action<AttemptId>? WhenRemoved { get; set; }

    public Action<AttemptId>? WhenSetAside { get; set; }

    public Action<AttemptId, LogStream, long>? WhenReleased { get; set; }

    public IReadOnlyCollection<SimulatedAttempt> All => _attempts.Values;

    public SimulatedAttempt? Find(AttemptId id) => _attempts.GetValueOrDefault(id);

    public SimulatedAttempt Prepare(RunTask order)
    {
        var attempt = new SimulatedAttempt(order, scriptOf(order.TaskId), Boot);
        _attempts[attempt.Id] = attempt;
        return attempt;
    }

    public void Claim(SimulatedAttempt attempt)
    {
        if (!attempt.Boot.IsOver)
        {
            scheduler.Trace.Add($"{agentId}: {attempt.Id} starts");
            attempt.Claim();
            WhenStarted?.Invoke(attempt);
        }
    }

    public void Delete(SimulatedAttempt attempt)
    {
        attempt.IsDeleted = true;
        _attempts.Remove(attempt.Id);
    }

    public bool Flushing() => Strike(WhenFlushing, WhenFlushing = null);

    public bool Flushed() => Strike(WhenFlushed, WhenFlushed = null);

    /// <summary>The agent was killed: what it was writing is on disk in part.</summary>
    public void Tear()
    {
        if (UnderWay.Length > 0)
        {
            Journal = [.. Journal, .. UnderWay[..scheduler.Chance.Whole(0, UnderWay.Length)]];
            UnderWay = [];
        }
    }

    /// <summary>Power failure: everything that ran is dead, and what was not flushed is gone.</summary>
    public void Reboot()
    {
        Tear();
        Boot.Kill();
        foreach (var attempt in _attempts.Values.Where(attempt => attempt is { IsClaimed: true, End: null }))
        {
            attempt.Stdout.Cut(scheduler.Chance.Whole(attempt.Stdout.Length / 2, attempt.Stdout.Length));
            attempt.Stderr.Cut(scheduler.Chance.Whole(attempt.Stderr.Length / 2, attempt.Stderr.Length));
            attempt.Order.Cut(scheduler.Chance.Whole(0, attempt.Order.Length));
        }

        Boot = new Life(scheduler, $"{agentId}/kernel{++_boots}", number, wall);
    }

    private static bool Strike(Action? strike, Action? _)
    {
        strike?.Invoke();
        return strike is not null;
    }
}
