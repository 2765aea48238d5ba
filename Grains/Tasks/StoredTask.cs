namespace OrleansOps.Tasks;

/// <summary>
/// One task and its three homes: the grain's state, which is the truth; the due time, which brings the task back to life after any crash;
/// and the index, which follows. Whatever order a crash cuts them in, the due time is stored first and so repairs the rest.
/// </summary>
internal sealed class StoredTask(
    string id,
    IPersistentState<TaskState> storage,
    ITaskIndex index,
    IDeadlines deadlines,
    TaskOptions options,
    TimeProvider time,
    Action abandon)
{
    private DateTimeOffset? _due;
    private TaskCompletionSource _change = NewChange();

    /// <summary>The task as it is stored; never ahead of the store.</summary>
    public TaskState Now { get; private set; } = storage.State;

    public bool Exists => Now.Spec is not null;

    /// <summary>Whether the index tells what <see cref="Now"/> says.</summary>
    public bool Announced { get; private set; }

    /// <summary>Stores a new task. Its due time and its place in the agent's queue come first: a crash after them leaves something to find.</summary>
    public async Task Create(TaskState first)
    {
        var due = Sooner(TaskDeadlines.Due(first, time.GetUtcNow(), options), time.GetUtcNow() + options.AcceptWithin);
        await index.Put(first.Summary(id), due, []);
        _due = due;
        await Write(first);
        Announced = true;
    }

    public async Task Store(TaskState next)
    {
        next = next with { Version = Now.Version + 1 };
        var due = TaskDeadlines.Due(next, time.GetUtcNow(), options);
        if (_due is null || _due > due)
        {
            await deadlines.Set(id, due);
            _due = due;
        }

        await Write(next);
        Announced = false;
    }

    /// <summary>Brings the index up to date; harmless to repeat. The next due time goes with it.</summary>
    public async Task Announce()
    {
        var due = Now.Phase.IsTerminal() ? TaskDeadlines.Forget(Now, options) : TaskDeadlines.Due(Now, time.GetUtcNow(), options);
        await index.Put(Now.Summary(id), due, TaskAnnouncements.Of(Now, id));
        _due = due;
        Announced = true;
    }

    /// <summary>Waits until the version is above <paramref name="seen"/> or the patience is over.</summary>
    public async Task WaitForChange(long seen, TimeSpan patience)
    {
        if (Now.Version > seen)
        {
            return;
        }

        try
        {
            await _change.Task.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            // Nothing changed in time: that is the answer.
        }
    }

    /// <summary>Lets everybody go who waits for a change: this activation ends.</summary>
    public void ReleaseWaiters() => _change.TrySetResult();

    private async Task Write(TaskState next)
    {
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            // Whether it was stored is not known. This activation ends, and the next one reads what is true.
            storage.State = Now;
            abandon();
            throw;
        }

        Now = next;
        var change = _change;
        _change = NewChange();
        change.SetResult();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static DateTimeOffset Sooner(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
