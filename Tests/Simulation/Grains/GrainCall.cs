using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>A call of a method of a grain or an observer, as the generated reference made it.</summary>
internal sealed class GrainCall<T>(GrainHost host, GrainReference target, IInvokable request, InvokeMethodOptions options) : AnsweredCall<T>
{
    private CancellationTokenRegistration _cancellation;
    private ITargetHolder? _runsOn;

    public override InvokeMethodOptions Options => options;

    public override ValueTask<Response> Run(ITargetHolder target)
    {
        _runsOn = target;
        request.SetTarget(target);
        return request.Invoke();
    }

    public override void Settle(Response response)
    {
        _cancellation.Dispose();
        if (Has(InvokeMethodOptions.OneWay) && response.Exception is { } failure)
        {
            host.LogUnansweredFailure(failure, this);
            return;
        }

        base.Settle(Copied(response));
    }

    /// <summary>When the caller's token is cancelled it has its answer at once, and the grain learns of it in a turn of its own.</summary>
    public void Watch(CancellationToken token) => _cancellation = token.UnsafeRegister(
        static (self, token) =>
        {
            var call = (GrainCall<T>)self!;
            call.Cancel(token);
            call.CancelRun();
        },
        this);

    public override string ToString() => $"{request.GetMethodName()} of {target.GrainId}";

    private void CancelRun()
    {
        if (_runsOn is Activation activation)
        {
            _ = Task.Factory.StartNew(() => request.TryCancel(), CancellationToken.None, TaskCreationOptions.DenyChildAttach, activation);
        }
    }

    private static Response Copied(Response response)
    {
        try
        {
            return OrleansTypes.ResponseCopier.Copy(response)!;
        }
        catch (Exception refused)
        {
            return Response.FromException(refused);
        }
    }
}
