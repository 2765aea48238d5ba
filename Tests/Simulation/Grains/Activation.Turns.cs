using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace OrleansOps.Simulation.Grains;

/// <summary>The mailbox: what waits, what runs, and what may run next.</summary>
internal sealed partial class Activation
{
    private const int TurnsAtOnce = 64;
    private const string Source = "source";

    private static readonly Action<object?> RunTurnsOf = static self => ((Activation)self!).RunTurns();
    private static readonly object EndNow = new();

    private readonly Queue<Task> _continuations = new(0);
    private readonly LinkedList<Call> _waiting = new();
    private readonly List<Call> _running = new(1);
    private ActivationState _state;
    private bool _isScheduled;
    private Task? _turns;

    /// <summary>The call that keeps others out.</summary>
    private Call? _blocking;

    /// <summary>How much there is to do; a stateless worker's next call goes where this is least.</summary>
    public int Load => _waiting.Count + _running.Count;

    public bool TryPost(Call call)
    {
        lock (_host.Gate)
        {
            if (_state >= ActivationState.Ended || (call.IsLocal && _state > ActivationState.Active))
            {
                return false;
            }

            _waiting.AddLast(call);
            Schedule();
            return true;
        }
    }

    void IThreadPoolWorkItem.Execute() => CurrentGrain.During(this, static self =>
    {
        // The turns run inside a task of this scheduler: that is what makes awaits in grain code come back here.
        self._turns = new(RunTurnsOf, self, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
        self._turns.RunSynchronously(self);
        self._turns.GetAwaiter().GetResult();
    });

    protected override void QueueTask(Task task)
    {
        lock (_host.Gate)
        {
            if (_state != ActivationState.Lost)
            {
                _continuations.Enqueue(task);
                Schedule();
            }
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (ReferenceEquals(task, _turns) || (!taskWasPreviouslyQueued && Current == this)) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _continuations];

    private void Schedule()
    {
        if (!_isScheduled)
        {
            _isScheduled = true;
            _host.Executor.Execute(this);
        }
    }

    private void RunTurns()
    {
        for (var i = 0; i < TurnsAtOnce; i++)
        {
            switch (NextTurn())
            {
                case null:
                    return;
                case Call call:
                    Run(call);
                    break;
                case Task continuation:
                    TryExecuteTask(continuation);
                    break;
                default:
                    _ = EndAsync();
                    break;
            }
        }

        _host.Executor.Execute(this);   // others have a right to the thread too
    }

    /// <summary>Null: there is nothing to do now, and whoever brings the next thing schedules this activation again.</summary>
    private object? NextTurn()
    {
        lock (_host.Gate)
        {
            if (_continuations.TryDequeue(out var continuation))
            {
                return continuation;
            }

            if (_state == ActivationState.Active && TakeAdmissible() is { } call)
            {
                return call;
            }

            if (_state == ActivationState.Stopping && _running.Count == 0)
            {
                _state = ActivationState.Deactivating;
                return EndNow;
            }

            _isScheduled = false;
            return null;
        }
    }

    private Call? TakeAdmissible()
    {
        for (var place = _waiting.First; place is not null; place = place.Next)
        {
            var call = place.Value;
            if (IsAdmissible(call))
            {
                _waiting.Remove(place);
                _running.Add(call);
                if (_blocking is null && !call.Has(InvokeMethodOptions.AlwaysInterleave))
                {
                    _blocking = call;
                }

                return call;
            }
        }

        return null;
    }

    private bool IsAdmissible(Call call) =>
        _blocking is null
        || _class.IsReentrant
        || call.Has(InvokeMethodOptions.AlwaysInterleave)
        || (call.Has(InvokeMethodOptions.ReadOnly) && _blocking.Has(InvokeMethodOptions.ReadOnly));

    private void Run(Call call)
    {
        if (call.IsSettled)
        {
            Leave(call);
            return;
        }

        ValueTask<Response> running;
        try
        {
            running = call.Run(this);
        }
        catch (Exception failure)
        {
            Finish(call, Response.FromException(failure));
            return;
        }

        if (running.IsCompletedSuccessfully)
        {
            Finish(call, running.Result);
        }
        else
        {
            _ = FinishLater(call, running);
        }
    }

    private async Task FinishLater(Call call, ValueTask<Response> running)
    {
        Response response;
        try
        {
            response = await running;
        }
        catch (Exception failure)
        {
            response = Response.FromException(failure);
        }

        Finish(call, response);
    }

    private void Finish(Call call, Response response)
    {
        Leave(call);
        if (response.Exception is InconsistentStateException conflict && !conflict.Data.Contains(Source))
        {
            conflict.Data.Add(Source, GrainId.ToString());   // it ends where it arose, and not those that called that
            Deactivate(new(DeactivationReasonCode.ApplicationError, conflict, "Its stored state was changed by somebody else."));
        }

        call.Settle(response);
    }

    private void Leave(Call call)
    {
        if (call.KeepsAlive)
        {
            _lastUsed = _host.Time.GetTimestamp();
        }

        lock (_host.Gate)
        {
            _running.Remove(call);
            if (_blocking == call)
            {
                // Another takes its place, so that a writer does not start beside a reader.
                _blocking = _running.Find(other => !other.Has(InvokeMethodOptions.AlwaysInterleave));
            }
        }
    }
}
