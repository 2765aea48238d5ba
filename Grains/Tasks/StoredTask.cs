using OrleansOps.Metrics;
using OrleansOps.Tracing;

namespace OrleansOps.Tasks;

/// <summary>One task as its grain has it: what the store has, and at most one step that the store is not told of yet.</summary>
internal sealed class StoredTask(string id, ITaskStore store, LongPolls polls, TaskOptions options, TaskMeter meter, TimeProvider time, Action abandon)
{
    private static readonly TaskState Unknown = new();

    private TaskState _stored = Unknown;
    private TaskState? _held;
    private Task? _loading;
    private TaskCompletionSource? _change;
    private TaskCompletionSource? _end;
    private bool _released;

    /// <summary>The due time that is stored, as far as this activation knows it.</summary>
    private DateTimeOffset? _due;

    public TaskState Now => _held ?? _stored;

    public bool Exists => _stored.Spec is not null;

    /// <summary>Whether <see cref="Now"/> is ahead of the store.</summary>
    public bool IsHeld => _held is not null;

    /// <summary>Reads the task, once.</summary>
    public Task Load() => _loading ??= EndUnlessKnown(Read());

    /// <summary>Stores a new task, unless there is one: then that one is what <see cref="Now"/> says, and the answer is false.</summary>
    public async Task<bool> Create(TaskState first)
    {
        if (_loading is not null && await Found())
        {
            return false;
        }

        // Early enough for its sending too: then a short task moves its due time once, at its end.
        var now = time.GetUtcNow();
        var due = Sooner(TaskDeadlines.Due(first, now, options), now + options.AcceptWithin);
        var creating = store.Create(new TaskEntry(id, first, due, []));
        _loading = EndUnlessKnown(creating);
        await _loading;
        var existing = await creating;
        (_stored, _due) = (existing ?? first, existing is null ? due : null);
        if (existing is null)
        {
            meter.Stored(before: null, first);
            TaskSpans.Stored(id, Unknown, first);
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
            await EndUnlessKnown(store.Write(new TaskEntry(id, next, mayStay ? null : due, isEnd ? TaskAnnouncements.Of(next, id) : [])));
            _stored = next;
            _due = mayStay ? _due : due;
        }
        finally
        {
            _held = null;   // stored with it; or not, and then this activation must not go on from it
        }

        meter.Stored(before, next);
        TaskSpans.Stored(id, before, next);
        Interlocked.Exchange(ref _change, null)?.SetResult();
        if (isEnd)
        {
            _end?.TrySetResult();
        }
    }

    /// <summary>Its due time has passed and nothing was to be done: stores the next one.</summary>
    /// <param name="wait">How long from now that is at least.</param>
    public async Task MoveDue(TimeSpan wait = default)
    {
        var due = Later(Due(Now), time.GetUtcNow() + wait);
        await EndUnlessKnown(store.MoveDue(id, _stored.Version, due));
        _due = due;
    }

    /// <summary>Takes a step that is stored with the next one, or when the caller says so.</summary>
    public void Hold(TaskState next) => _held = next with { Version = _stored.Version };

    /// <summary>Stores what is held back.</summary>
    public Task StoreHeld() => _held is { } held ? Store(held) : Task.CompletedTask;

    /// <summary>Waits until the version is above <paramref name="seen"/> or the patience is over.</summary>
    public Task WaitForChange(long seen, TimeSpan patience) =>
        _stored.Version > seen || _released ? Task.CompletedTask : polls.Wait((_change ??= NewSignal()).Task, patience);

    /// <summary>Waits until the task is over or the patience is.</summary>
    public Task WaitForEnd(TimeSpan patience) =>
        _stored.Phase.IsTerminal() || _released ? Task.CompletedTask : polls.Wait((_end ??= NewSignal()).Task, patience);

    /// <summary>Lets everybody go who waits: this activation ends.</summary>
    public void ReleaseWaiters()
    {
        _released = true;
        _change?.TrySetResult();
        _end?.TrySetResult();
    }

    private async Task<bool> Found()
    {
        await Load();
        return Exists;
    }

    private async Task Read() => _stored = await store.Read(id) ?? Unknown;

    /// <summary>Where it is not known whether something was stored, this activation ends, and the next one reads what is true.</summary>
    private async Task EndUnlessKnown(Task storing)
    {
        try
        {
            await storing;
        }
        catch
        {
            abandon();
            throw;
        }
    }

    private DateTimeOffset Due(TaskState task) =>
        task.Phase.IsTerminal() ? TaskDeadlines.Forget(task, options) : TaskDeadlines.Due(task, time.GetUtcNow(), options);

    private static DateTimeOffset Sooner(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
