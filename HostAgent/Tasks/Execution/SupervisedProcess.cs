using OrleansOps.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.Tasks;

/// <summary>
/// An attempt under its supervisor. A supervisor that this life of the agent started tells its news at once; one that an earlier life
/// started, or that was killed, is watched through its record and /proc.
/// </summary>
internal sealed class SupervisedProcess : ITaskProcess
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunTask _order;
    private readonly TaskFiles _files;
    private readonly TaskProcesses _processes;
    private readonly TimeProvider _time;
    private volatile SupervisorChild? _child;
    private volatile SupervisorEvent.Started? _root;
    private volatile SupervisorEvent.RootEnded? _rootEnd;
    private volatile bool _ending;
    private volatile ClaimRecord? _claim;

    public SupervisedProcess(RunTask order, TaskFiles files, SupervisorChild? child, TimeProvider time)
    {
        _order = order;
        _files = files;
        _processes = new TaskProcesses(files);
        _child = child;
        _time = time;
        Ended = Watch();
    }

    public Task<ProcessEnd> Ended { get; }

    /// <summary>Completes when the root process runs, or never will.</summary>
    public Task UnderWay => _underWay.Task;

    public TimeSpan Age => _root is { } root ? ProcessStat.Age(root.StartTicks) : TimeSpan.Zero;

    private int? LivingSupervisor => _child?.Pid ?? (_claim is { IsSupervisorAlive: true } claim ? claim.Supervisor!.Pid : null);

    public int Signal(int signal)
    {
        _ending = true;
        var supervisor = LivingSupervisor;
        if (supervisor is { } pid)
        {
            _ = Native.Kill(pid, Signals.User1);
        }

        var found = _processes.Find(supervisor, _root?.Pid);
        foreach (var process in found)
        {
            _ = Native.Kill(process.Pid, signal);
            _ = Native.Kill(process.Pid, Signals.Continue);   // a stopped process would never see the other one
        }

        return found.Count;
    }

    private async Task<ProcessEnd> Watch()
    {
        var end = await Listen() ?? await WatchRecord();
        _underWay.TrySetResult();
        return end;
    }

    private async Task<ProcessEnd?> Listen()
    {
        if (_child is not { } child)
        {
            return null;
        }

        ProcessEnd? end = null;
        await foreach (var happened in child.ReadEvents())
        {
            end = Take(happened);
            _underWay.TrySetResult();
            if (end is not null || happened is SupervisorEvent.ClaimLost)
            {
                break;
            }
        }

        _child = null;
        child.Release();
        return end;
    }

    private async Task<ProcessEnd> WatchRecord()
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            // Seen dead before the record is read again: then the record is complete.
            _claim ??= _files.ReadClaim();
            var alive = _claim is { IsSupervisorAlive: true } || (_claim is { Supervisor: null } && _time.GetElapsedTime(began) < ClaimTime);
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
        null when _files.TryVoid() =>
            ProcessEnd.NeverStarted(_time.GetUtcNow(), "The task's supervisor (opsexec) ended before it took the task."),
        { IsOfThisBoot: false } => EndOr("The host restarted while the task ran.", 0),
        _ => await WatchOrphans(),
    };

    /// <summary>The supervisor was killed: the task's processes may live on without it.</summary>
    private async Task<ProcessEnd> WatchOrphans()
    {
        long? rootGoneSince = null;
        while (true)
        {
            var left = _processes.Find(supervisor: null, _root?.Pid).Count;
            var rootLives = _root is { } root && ProcessStat.IsAlive(root.Pid, root.StartTicks);
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
                return ProcessEnd.NeverStarted(failed.At, StartFailures.Describe(_order, failed.Stage, failed.Error));
            case SupervisorEvent.RootEnded ended:
                _rootEnd = ended;
                return ended.Over ? EndOf(ended, ended.Left) : null;
            default:
                return null;
        }
    }

    private ProcessEnd EndOr(string note, int left) => _rootEnd is { } known
        ? EndOf(known, left)
        : new ProcessEnd(ProcessEndKind.Unseen, null, null, _root?.At, _time.GetUtcNow(), left, note);

    private static ProcessEnd EndOf(SupervisorEvent.RootEnded end, int left)
    {
        var lost = end.Dropped > 0 ? $"{end.Dropped} bytes of output were lost because the agent's disk was full." : null;
        var alive = left > 0 ? $"{left} of its processes live on; what they print is no longer read." : null;
        var note = lost is null || alive is null ? lost ?? alive : $"{lost} {alive}";
        return new ProcessEnd(ProcessEndKind.Known, end.ExitCode, end.Signal, end.StartedAt, end.At, left, note);
    }
}
