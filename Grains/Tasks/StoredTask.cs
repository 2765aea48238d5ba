using Microsoft.Extensions.Logging;
using OrleansOps.Health;
using OrleansOps.Locks;
using OrleansOps.Logs;
using OrleansOps.Tracing;

namespace OrleansOps.Tasks;

/// <summary>One task as its grain has it: what the store has, and at most one step that the store is not told of yet.</summary>
internal sealed partial class StoredTask(GrainScope grain, ITaskStore store, TaskWaiters waiters, TaskOptions options, TaskMeter meter)
{
    private static readonly TaskState Unknown = new();

    private readonly ILogger _logger = grain.Logger;
    private TaskState _stored = Unknown;
    private TaskState? _held;
    private IGrainTimer? _lag;
    private Task? _loading;

    /// <summary>The due time that is stored, as far as this activation knows it.</summary>
    private DateTimeOffset? _due;

    public TaskState Now => _held ?? _stored;

    public bool Exists => _stored.Spec is not null;

    public TaskView View => Now.View(grain.Key);

    /// <summary>Reads the task, once.</summary>
    public Task Load() => _loading ??= EndUnlessKnown(Read());

    /// <summary>Whether the task is there, and this agent's.</summary>
    public async ValueTask<bool> IsOf(string agentId)
    {
        await Load();
        return Exists && string.Equals(Now.Spec!.AgentId, agentId, StringComparison.Ordinal);
    }

    /// <summary>Stores a new task, unless there is one: then that one is what <see cref="Now"/> says, and the answer is false.</summary>
    public async Task<bool> Create(TaskState first)
    {
        if (_loading is not null && await Found())
        {
            return false;
        }

        // Early enough for its sending too: then a short task moves its due time once, at its end.
        var now = grain.Time.GetUtcNow();
        var due = Sooner(TaskDeadlines.Due(first, now, options), now + options.AcceptWithin);
        var creating = store.Create(new TaskEntry(grain.Key, first, due, []));
        _loading = EndUnlessKnown(creating);
        await _loading;
        var existing = await creating;
        (_stored, _due) = (existing ?? first, existing is null ? due : null);
        if (existing is null)
        {
            meter.Stored(before: null, first);
            TaskSpans.Stored(grain.Key, Unknown, first);
        }

        return existing is null;
    }

    /// <summary>Stores the next version, and whatever was held back with it.</summary>
    public async Task Store(TaskState next)
    {
        var before = _stored;
        next = next with { Version = before.Version + 1 };
        var isEnd = next.Phase.IsTerminal() && !before.Phase.IsTerminal();
        var due = Due(next);
        var mayStay = !next.Phase.IsTerminal() && _due <= due;
        using var span = Traces.Start("store task", next.Spec?.TraceParent);
        try
        {
            await EndUnlessKnown(store.Write(new TaskEntry(grain.Key, next, mayStay ? null : due, isEnd ? TaskAnnouncements.Of(next, grain.Key) : [])));
            _stored = next;
            _due = mayStay ? _due : due;
        }
        finally
        {
            _held = null;   // stored with it; or not, and then this activation must not go on from it
        }

        meter.Stored(before, next);
        TaskSpans.Stored(grain.Key, before, next);
        waiters.Changed(isEnd);
    }

    /// <summary>Its due time has passed and nothing was to be done: stores the next one.</summary>
    /// <param name="wait">How long from now that is at least.</param>
    public async Task MoveDue(TimeSpan wait = default)
    {
        var due = Later(Due(Now), grain.Time.GetUtcNow() + wait);
        await EndUnlessKnown(store.MoveDue(grain.Key, _stored.Version, due));
        _due = due;
    }

    /// <summary>Takes a step that is stored with the next one, or a moment later.</summary>
    public void Hold(TaskState next)
    {
        _held = next with { Version = _stored.Version };
        _lag = grain.After(options.AcceptanceLag, StoreHeld);
    }

    /// <summary>Stores what is held back, if the store answers. If it does not, the agent says it again when it is asked, or in its next session.</summary>
    public async Task StoreHeld()
    {
        _lag?.Dispose();
        try
        {
            await (_held is { } held ? Store(held) : Task.CompletedTask);
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogAcceptanceLost(failure, grain.Key);
        }
    }

    /// <summary>Removes the task, if there is one, and its log.</summary>
    public async Task Remove()
    {
        await store.Forget(grain.Key);
        if (Now is { MayRunOn: true, Spec: { Lock: { } name } spec })
        {
            await grain.Grain<ILockGrain>(LockNames.Id(name, spec.AgentId)).Release(grain.Key, Now.LockTerm, isOver: true);   // it had it to this day
        }

        if (Now.AcceptedAt is not null)
        {
            await grain.Grain<ILogSinkGrain>(grain.Key).Forget();   // it may still take output, and would begin the log anew
        }

        Leave();
    }

    /// <summary>Waits until the version is above <paramref name="seen"/> or the patience is over.</summary>
    public Task WaitForChange(long seen, TimeSpan patience) => _stored.Version > seen ? Task.CompletedTask : waiters.ForChange(patience);

    /// <summary>Waits until the task is over or the patience is.</summary>
    public Task WaitForEnd(TimeSpan patience) => _stored.Phase.IsTerminal() ? Task.CompletedTask : waiters.ForEnd(patience);

    /// <summary>Lets everybody go who waits: this activation ends, or moves.</summary>
    public void ReleaseWaiters() => waiters.Release();

    /// <summary>Nothing of the task need stay in memory: this activation ends.</summary>
    public void Leave()
    {
        _lag?.Dispose();
        waiters.Release();
        grain.Leave();
    }

    private async Task<bool> Found()
    {
        await Load();
        return Exists;
    }

    private async Task Read() => _stored = await store.Read(grain.Key) ?? Unknown;

    /// <summary>Where it is not known whether something was stored, this activation ends, and the next one reads what is true.</summary>
    private async Task EndUnlessKnown(Task storing)
    {
        try
        {
            await storing;
        }
        catch
        {
            Leave();
            throw;
        }
    }

    private DateTimeOffset Due(TaskState task) =>
        task.Phase.IsTerminal() ? TaskDeadlines.Forget(task, options) : TaskDeadlines.Due(task, grain.Time.GetUtcNow(), options);

    private static DateTimeOffset Sooner(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    [LoggerMessage(2004, LogLevel.Warning, "Task {TaskId}: its acceptance was not stored; the agent will say it again")]
    private partial void LogAcceptanceLost(Exception failure, string taskId);
}
