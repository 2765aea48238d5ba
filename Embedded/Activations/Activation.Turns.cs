namespace OrleansOps.Embedded;

/// <summary>The mailbox: what waits, what runs, and what may run next.</summary>
internal sealed partial class Activation
{
    private const int TurnsAtOnce = 64;
    private const CallOptions MayInterleave = CallOptions.AlwaysInterleave | CallOptions.ReadOnly;

    private static readonly Action<object?> RunTurnsOf = static self => ((Activation)self!).RunTurns();
    private static readonly object EndNow = new();

    private readonly Lock _gate = new();
    private readonly Queue<Task> _continuations = new(0);
    private ActivationState _state;
    private bool _scheduled;
    private Task? _turns;

    private Call? _first;
    private Call? _last;
    private int _waiting;
    private int _waitingInterleaved;

    // The call that keeps others out, and those that run beside it.
    private Call? _blocking;
    private List<Call>? _beside;
    /// <summary>How much there is to do; a stateless worker's next call goes where this is least.</summary>
    public int Load => _waiting + Running;

    private int Running => (_blocking is null ? 0 : 1) + (_beside?.Count ?? 0);

    public bool TryPost(Call call)
    {
        bool schedule;
        lock (_gate)
        {
            if (_state == ActivationState.Ended || (call.IsLocal && _state > ActivationState.Active))
            {
                return false;
            }

            Append(call);
            schedule = !_scheduled;
            _scheduled = true;
        }

        if (schedule)
        {
            Silo.Executor.Execute(this);
        }

        return true;
    }

    /// <summary>A call has ended. Always within a turn.</summary>
    public void Finished(Call call)
    {
        if (call.KeepsAlive)
        {
            _lastUsed = Silo.Clock.Now;
        }

        if (_beside is null)
        {
            _blocking = null;
            return;
        }

        lock (_gate)
        {
            if (_blocking == call)
            {
                // Another reader takes its place, so that a writer does not start beside it.
                _blocking = _beside.Find(other => (other.Options & CallOptions.AlwaysInterleave) == CallOptions.None);
                call = _blocking!;
            }

            _beside.Remove(call);
        }
    }

    public void ForEachCall(Action<Call> visit)
    {
        if (_waiting == 0 && _blocking is null && _beside is null)
        {
            return;
        }

        lock (_gate)
        {
            for (var call = _first; call is not null; call = call.Next)
            {
                visit(call);
            }

            if (_blocking is { } blocking)
            {
                visit(blocking);
            }

            _beside?.ForEach(visit);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        // The turns run inside a task of this scheduler: that is what makes awaits in grain code come back here.
        var turns = _turns = new(RunTurnsOf, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
        turns.RunSynchronously(this);
        if (turns.Exception is { } failure)
        {
            Silo.LogTurnsFailed(failure, this);
            Silo.Executor.Execute(this);
        }
    }

    protected override void QueueTask(Task task)
    {
        bool schedule;
        lock (_gate)
        {
            _continuations.Enqueue(task);
            schedule = !_scheduled;
            _scheduled = true;
        }

        if (schedule)
        {
            Silo.Executor.Execute(this);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (ReferenceEquals(task, _turns) || (!taskWasPreviouslyQueued && TaskScheduler.Current == this)) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return [.. _continuations];
        }
    }

    private void RunTurns()
    {
        var clean = ExecutionContext.Capture()!;
        for (var i = 0; i < TurnsAtOnce; i++)
        {
            switch (NextTurn())
            {
                case null:
                    return;
                case Call call:
                    call.Execute(this);
                    break;
                case Task continuation:
                    TryExecuteTask(continuation);
                    break;
                default:
                    _ = EndAsync();
                    break;
            }

            if (ExecutionContext.Capture() != clean)
            {
                ExecutionContext.Restore(clean);   // no value of one turn flows into the next
            }
        }

        // Others have a right to the thread too.
        Silo.Executor.Execute(this);
    }

    // Null means that there is nothing to do now; whoever brings the next thing schedules this activation again.
    private object? NextTurn()
    {
        lock (_gate)
        {
            if (_continuations.TryDequeue(out var continuation))
            {
                return continuation;
            }

            if (_state == ActivationState.Active && TakeAdmissible() is { } call)
            {
                return call;
            }

            if (_state == ActivationState.Stopping && Running == 0)
            {
                _state = ActivationState.Deactivating;
                return EndNow;
            }

            _scheduled = false;
            return null;
        }
    }

    private Call? TakeAdmissible()
    {
        Call? before = null;
        for (var call = _first; call is not null; before = call, call = call.Next)
        {
            if (IsAdmissible(call))
            {
                Remove(call, before);
                Start(call);
                return call;
            }

            if (_waitingInterleaved == 0)
            {
                return null;
            }
        }

        return null;
    }

    private bool IsAdmissible(Call call) =>
        _blocking is null
        || Class.IsReentrant
        || (call.Options & CallOptions.AlwaysInterleave) != CallOptions.None
        || (call.Options & _blocking.Options & CallOptions.ReadOnly) != CallOptions.None;

    private void Start(Call call)
    {
        if (_blocking is null && (call.Options & CallOptions.AlwaysInterleave) == CallOptions.None)
        {
            _blocking = call;
        }
        else
        {
            (_beside ??= []).Add(call);
        }
    }

    private void Append(Call call)
    {
        if (_last is null)
        {
            _first = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
        _waiting++;
        _waitingInterleaved += (call.Options & MayInterleave) != CallOptions.None ? 1 : 0;
    }

    private void Remove(Call call, Call? before)
    {
        if (before is null)
        {
            _first = call.Next;
        }
        else
        {
            before.Next = call.Next;
        }

        if (_last == call)
        {
            _last = before;
        }

        call.Next = null;
        _waiting--;
        _waitingInterleaved -= (call.Options & MayInterleave) != CallOptions.None ? 1 : 0;
    }
}
