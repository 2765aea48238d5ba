using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// An attempt under its supervisor. A supervisor that this life of the agent had forked tells its news at once; one of an earlier life, or
/// one that cannot be heard any more, is watched through its record and /proc.
/// </summary>
internal sealed class SupervisedProcess : ITaskProcess
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(5);

    // What waits for these goes on where the news are read, and is short: the attempt itself goes on in a turn of its own.
    private readonly TaskCompletionSource<ProcessEnd?> _told = new();   // its end, or null if it must be looked for
    private readonly TaskCompletionSource _underWay = new();
    private readonly RunTask _order;
    private readonly TaskFiles _files;
    private readonly TaskProcesses _processes;
    private readonly ControlGroups? _groups;
    private readonly TimeProvider _time;
    private volatile SupervisorEvent.Claimed? _supervisor;
    private volatile SupervisorEvent.Started? _root;
    private volatile SupervisorEvent.RootEnded? _rootEnd;
    private volatile bool _ending;
    private volatile bool _capReached;
    private volatile SupervisorEvent.LimitsSet? _limits;
    private volatile SupervisorEvent.LimitBroken? _broken;
    private volatile ClaimRecord? _claim;
    private volatile bool _wasHeard;
    private int _namedAgain;

    public SupervisedProcess(RunTask order, TaskFiles files, TimeProvider time, ControlGroups? groups = null)
    {
        _order = order;
        _files = files;
        _processes = new TaskProcesses(files, time, ofAnybody: order.RunAs is not null);
        _groups = order.Limits is null ? null : groups;
        _time = time;
        Ended = Watch();
    }

    /// <summary>It is over, no process of it is left, and its working directory is as it was given.</summary>
    public bool IsClean => _rootEnd is { Over: true, Clean: true };

    /// <summary>What it was started by holds values that nobody may find there later.</summary>
    public bool HasSecrets => _order.Secrets is { Count: > 0 };

    /// <summary>What its supervisor is started by, and speaks as.</summary>
    public string Name => _files.Name;

    public Task<ProcessEnd> Ended { get; }

    /// <summary>Completes when the root process runs, or never will.</summary>
    public Task UnderWay => _underWay.Task;

    public TimeSpan Age => _root is { } root ? ProcessStat.Age(root.Id.StartTicks) : TimeSpan.Zero;

    private ProcessId? LivingSupervisor => _supervisor is { Id.IsAlive: true } heard ? heard.Id
        : _claim is { IsSupervisorAlive: true } claim ? claim.Supervisor!.Id
        : null;

    /// <summary>True once, if nothing was heard of it: then it is harmless to have it started again.</summary>
    public bool MayBeNamedAgain() => !_wasHeard && Interlocked.Exchange(ref _namedAgain, 1) == 0;

    /// <summary>Takes what its supervisor says.</summary>
    public void Hear(IReadOnlyList<SupervisorEvent> news)
    {
        _wasHeard = true;
        foreach (var happened in news)
        {
            _supervisor ??= happened as SupervisorEvent.Claimed;
            var end = Take(happened);
            if (end is not null || happened.IsLast)
            {
                _told.TrySetResult(end);
            }
        }

        _underWay.TrySetResult();
    }

    public async Task<int> Signal(int signal)
    {
        _ending = true;
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);   // looking at every process of the host takes a while
        var supervisor = LivingSupervisor;
        supervisor?.Send(Signals.User1);
        if (signal == Signals.Kill)
        {
            _groups?.Kill(Name);
        }

        var found = await _processes.Find(supervisor, _root?.Id).ConfigureAwait(false);
        foreach (var process in found)
        {
            process.Id.Send(signal, Signals.Continue);   // a stopped process would never see the first one
        }

        return found.Count;
    }

    private async Task<ProcessEnd> Watch() => await _told.Task.ConfigureAwait(false) ?? await WatchRecord();

    private async Task<ProcessEnd> WatchRecord()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);   // who told us to has others to tell
        var began = _time.GetTimestamp();
        while (true)
        {
            // Seen dead before the record is read again: then the record is complete.
            _claim ??= _files.ReadClaim();
            if (_claim is null && (_files.TryVoid() || _files.ReadClaim() is null))   // not there after all: it is voided already
            {
                return ProcessEnd.NeverStarted(_time.GetUtcNow(), "The task's supervisor (opsexec) ended before it took the task.");
            }

            var alive = _claim is { IsSupervisorAlive: true } || (_claim is not { Supervisor: not null } && _time.GetElapsedTime(began) < ClaimTime);
            _claim = _files.ReadClaim();
            if (_claim?.Events.Select(Take).FirstOrDefault(end => end is not null) is { } end)
            {
                return end;
            }

            if (!alive)
            {
                return await EndWithoutSupervisor();
            }

            await Task.Delay(LookEvery, _time);
        }
    }

    private async Task<ProcessEnd> EndWithoutSupervisor() => _claim switch
    {
        { IsOfThisBoot: false } => EndOr("The host restarted while the task ran.", 0),
        _ => await WatchOrphans(),
    };

    /// <summary>The supervisor was killed: the task's processes may live on without it.</summary>
    private async Task<ProcessEnd> WatchOrphans()
    {
        long? rootGoneSince = null;
        while (true)
        {
            var left = (await _processes.Find(supervisor: null, _root?.Id)).Count;
            var rootLives = _root is { Id.IsAlive: true };
            if (!rootLives)
            {
                rootGoneSince ??= _time.GetTimestamp();
            }

            var lingered = rootGoneSince is { } since && _time.GetElapsedTime(since) >= LingerTime && !_ending;
            if (left == 0 || lingered)
            {
                return EndOr("The task's supervisor (opsexec) was killed, so how the task ended was not seen.", left);
            }

            await Task.Delay(SweepEvery, _time);
        }
    }

    private ProcessEnd? Take(SupervisorEvent happened)
    {
        switch (happened)
        {
            case SupervisorEvent.Started started:
                _root = started;
                return null;
            case SupervisorEvent.Failed failed:
                return ProcessEnd.NeverStarted(failed.At, StartFailures.Describe(_order, failed.Stage, failed.Error), StartFailures.CodeOf(failed.Stage, failed.Error));
            case SupervisorEvent.CapReached:
                _capReached = true;
                return null;
            case SupervisorEvent.LimitsSet limits:
                _limits = limits;
                return null;
            case SupervisorEvent.LimitBroken broken:
                _broken = broken;
                return null;
            case SupervisorEvent.RootEnded ended:
                _rootEnd = ended;
                return ended.Over ? EndOf(ended, ended.Left) : null;
            default:
                return null;
        }
    }

    private ProcessEnd EndOr(string note, int left)
    {
        var end = _rootEnd is { } known
            ? EndOf(known, left)
            : new ProcessEnd(ProcessEndKind.Unseen, null, null, _root?.At, _time.GetUtcNow(), left, note, LimitsHeld: _limits?.Held);
        return _capReached
            ? end with { Note = $"{end.Note} Its output had reached the cap; its supervisor (opsexec) was killed before it said how much was dropped.".TrimStart() }
            : end;
    }

    private ProcessEnd EndOf(SupervisorEvent.RootEnded end, int left) => new(
        ProcessEndKind.Known,
        end.ExitCode,
        end.Signal,
        end.StartedAt,
        end.At,
        left,
        left > 0 ? $"{left} of its processes live on; what they print is no longer read." : null,
        end.StdoutDropped,
        end.StderrDropped,
        end.Usage,
        _broken?.Failure,
        _limits?.Held);
}
