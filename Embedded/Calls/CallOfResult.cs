using Orleans.Storage;

namespace OrleansOps.Embedded;

/// <summary>A call with a result.</summary>
internal abstract class Call<T> : Call
{
    // Answers never run the caller's code in the grain's turn.
    private TaskCompletionSource<T>? _promise;

    public override bool IsSettled => _promise?.Task.IsCompleted == true;

    /// <summary>Calls the method on the grain instance.</summary>
    public abstract ValueTask<T> Run(object target);

    public Task<T> Open() => (_promise = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public sealed override void Execute(Activation host)
    {
        if (IsSettled)
        {
            host.Finished(this);
            return;
        }

        if (RequestContext is not null)
        {
            Orleans.Runtime.RequestContext.Snapshot = RequestContext;
        }

        ValueTask<T> running;
        try
        {
            BeginIn(host);
            running = IsLocal || !host.IsFiltered ? Run(host.Instance!) : new(new FilteredCall<T>(this, host.Silo, host).Run());
        }
        catch (Exception exception)
        {
            Answer(host, exception);
            return;
        }

        if (running.IsCompletedSuccessfully)
        {
            Answer(host, running.Result);
        }
        else
        {
            _ = AnswerLater(host, running);
        }
    }

    public sealed override async Task ExecuteOn(object observer, Silo silo)
    {
        Orleans.Runtime.RequestContext.Snapshot = RequestContext;
        try
        {
            var result = await Run(observer);
            _promise?.TrySetResult(CopyResult(result));
        }
        catch (Exception exception)
        {
            FailOrLog(exception, silo);
        }
        finally
        {
            End();
        }
    }

    public sealed override void Fail(Exception exception) => _promise?.TrySetException(exception);

    public sealed override void CancelPromise(CancellationToken token) => _promise?.TrySetCanceled(token);

    protected virtual void OnFinished()
    {
    }

    private async Task AnswerLater(Activation host, ValueTask<T> running)
    {
        T result;
        try
        {
            result = await running;
        }
        catch (Exception exception)
        {
            Answer(host, exception);
            return;
        }

        Answer(host, result);
    }

    private void Answer(Activation host, T result)
    {
        Release(host);
        if (_promise is null)
        {
            return;
        }

        try
        {
            _promise.TrySetResult(CopyResult(result));
        }
        catch (Exception exception)
        {
            _promise.TrySetException(exception);   // the result may not cross a call
        }
    }

    private void Answer(Activation host, Exception exception)
    {
        Release(host);
        if (exception is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            host.Deactivate(new(DeactivationReasonCode.ApplicationError, conflict, "Its stored state was changed by somebody else."));
        }

        FailOrLog(exception, host.Silo);
    }

    private void Release(Activation host)
    {
        End();
        host.Finished(this);
        OnFinished();
    }

    private void FailOrLog(Exception exception, Silo silo)
    {
        if (_promise is null)
        {
            silo.LogUnansweredFailure(exception, this);
        }
        else
        {
            _promise.TrySetException(exception);
        }
    }

    private T CopyResult(T result) => (Model.Options & CallOptions.ResultIsImmutable) != CallOptions.None ? result : Copier<T>.Copy(result);
}
