using OrleansOps.Health;
using OrleansOps.Locks;

namespace OrleansOps.Tasks;

/// <summary>
/// The lock that a task may name. The task is sent only while it has it, and gives it back when nothing of it can be running. Whatever it says to the lock may be lost: the lock asks.
/// </summary>
internal sealed class LockOfTask(GrainScope grain, StoredTask task, HostOfTask host)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);

    /// <summary>Of one that is not the holder: no giving of the lock has it.</summary>
    private const long NoTerm = -1;

    private TaskSpec Spec => task.Now.Spec!;

    private string? Id => task.Now.Spec is { Lock: { } name } spec ? LockNames.Id(name, spec.AgentId) : null;

    /// <summary>Before each sending: the term under which it has its lock, 0 if it names none. Null: another task has it, and this one has a place in the line.</summary>
    public async Task<long?> Take()
    {
        if (Id is not { } id)
        {
            return 0;
        }

        var answer = await Lock(id).Take(new LockClaim(grain.Key, Spec.AgentId, Spec.AgentName, task.Now.SubmittedAt));
        if (answer.Term > 0)
        {
            return answer.Term;
        }

        var reason = TaskReasons.WaitsForLock(Spec.Lock!, answer.Holder);
        if (task.Now.Phase == TaskPhase.Queued && !string.Equals(reason.Text, task.Now.Reason?.Text, StringComparison.Ordinal))
        {
            await task.Store(task.Now with { Reason = reason });
        }

        return null;
    }

    /// <summary>The lock has this task as its holder.</summary>
    public async Task Held(string id, long term, bool giveBack)
    {
        await task.Load();
        if (!task.Exists || !string.Equals(id, Id, StringComparison.Ordinal) || (task.Now.Phase.IsTerminal() && !await MayRunOn()))
        {
            await Lock(id).Release(grain.Key, term, isOver: true);
            if (!task.Exists)
            {
                task.Leave();
            }
        }
        else if (task.Now.Phase == TaskPhase.Queued && giveBack && !TaskAttempts.MayHaveRun(task.Now))
        {
            // Stored first: an activation that does not know that it is outlived, and was given the lock, cannot send the task any more.
            await task.Store(task.Now with { Reason = TaskReasons.Waits(Spec) });
            await Lock(id).Release(grain.Key, term, isOver: false);
        }
        else if (task.Now.Phase == TaskPhase.Queued)
        {
            await host.Enqueue();
        }
    }

    /// <summary>It is over, or its host has said something new of it: the lock is free, unless something of it may be running.</summary>
    public Task LookAtEnd() => Id is { } id ? Lock(id).Release(grain.Key, task.Now.MayRunOn ? NoTerm : task.Now.LockTerm, isOver: true) : Task.CompletedTask;

    /// <summary>The task as it is stored when it is given up as lost: from which session of its host on its silence says that nothing of it runs.</summary>
    public async Task<TaskState> Lost(TaskState lost) => Id is not null && lost.MayRunOn ? lost with { LostIn = (await Session())?.Number } : lost;

    /// <summary>Why it waits, if that is because of its lock; null too if that is not said at once.</summary>
    public async Task<Said?> WhyWaiting()
    {
        if (Id is not { } id)
        {
            return null;
        }

        try
        {
            return await Lock(id).OtherThan(grain.Key).WaitAsync(LongestAnswer, grain.Time) is { } holder ? TaskReasons.WaitsForLock(Spec.Lock!, holder) : null;
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            return null;
        }
    }

    /// <summary>Whether something of a task that is over may be running still, as far as its host has said since.</summary>
    private async Task<bool> MayRunOn()
    {
        if (!task.Now.MayRunOn || await Session() is not { } session)
        {
            return task.Now.MayRunOn;
        }

        if (task.Now.LostIn is null)
        {
            await task.Store(task.Now with { LostIn = session.Number });
            return true;
        }

        return !session.IsRid || session.Number <= task.Now.LostIn;
    }

    private async Task<Agents.SessionSight?> Session()
    {
        try
        {
            return await host.Session().WaitAsync(LongestAnswer, grain.Time);
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            return null;
        }
    }

    private ILockGrain Lock(string id) => grain.Grain<ILockGrain>(id);
}
