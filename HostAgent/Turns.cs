using System.Collections.Concurrent;

namespace OrleansOps.HostAgent;

/// <summary>
/// The agent decides one thing at a time: everything that touches its state runs as turns of this context, in the order in which it was
/// posted, and needs no lock. Code after an await is a turn of its own. What is slow (starting processes, deleting trees, flushing)
/// leaves the context and comes back to it.
/// </summary>
/// <param name="execute">Where turns run: on the thread pool, or where a simulation wants them, one run of turns after the other.</param>
internal sealed class Turns(Action<IThreadPoolWorkItem> execute) : SynchronizationContext, IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<(SendOrPostCallback Turn, object? State)> _waiting = new();
    private int _scheduled;

    public Turns()
        : this(static turns => ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: false))
    {
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        _waiting.Enqueue((d, state));
        Schedule();
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A turn is never waited for by a thread.");

    /// <summary>Runs something as turns; completes when it has.</summary>
    public Task Run(Func<Task> work)
    {
        var done = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(
            static state =>
            {
                var (work, done) = ((Func<Task>, TaskCompletionSource<Task>))state!;
                done.SetResult(work());
            },
            (work, done));
        return done.Task.Unwrap();
    }

    void IThreadPoolWorkItem.Execute()
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (_waiting.TryDequeue(out var next))
            {
                next.Turn(next.State);
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }

        Volatile.Write(ref _scheduled, 0);
        if (!_waiting.IsEmpty)
        {
            Schedule();   // it came between the last look and the mark above
        }
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            execute(this);
        }
    }
}
