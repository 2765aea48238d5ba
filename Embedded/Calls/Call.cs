using System.Reflection;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Embedded;

/// <summary>One call of one method: its arguments, its way, and the promise to its caller. Each method has a derived class made at run time.</summary>
internal abstract class Call : IInvokable
{
    /// <summary>The next call in the mailbox that holds this one.</summary>
    public Call? Next;

    /// <summary>When the caller stops waiting, by the silo's clock.</summary>
    public long Deadline = long.MaxValue;

    /// <summary>The caller's token, if the method takes one.</summary>
    public CancellationToken CallerToken;

    private CallCancellation? _cancellation;

    public abstract MethodModel Model { get; }

    public GrainReference? Target { get; set; }

    public Activation? Source { get; set; }

    public Dictionary<string, object>? RequestContext { get; set; }

    /// <summary>The caller has its answer already: it gave up, or cancelled.</summary>
    public abstract bool IsSettled { get; }

    /// <summary>Belongs to the activation itself and ends with it, as timer ticks do.</summary>
    public virtual bool IsLocal => false;

    public virtual bool KeepsAlive => true;

    public virtual CallOptions Options => Model.Options;

    /// <summary>What the grain sees of the caller's token: it is cancelled in a turn of the grain.</summary>
    public CancellationToken TargetToken => _cancellation?.Token ?? CallerToken;

    public abstract void Execute(Activation host);

    public abstract Task ExecuteOn(object observer, Silo silo);

    public abstract void Fail(Exception exception);

    public abstract void CancelPromise(CancellationToken token);

    public void WatchToken() => _cancellation = CallerToken.CanBeCanceled ? new(this) : null;

    /// <summary>The call has begun in this activation, which is where a cancellation has to be told.</summary>
    public void BeginIn(Activation host) => _cancellation?.BeginIn(host);

    public void End() => _cancellation?.Dispose();

    public void Expire(long now)
    {
        if (Deadline <= now && !IsSettled)
        {
            var timeout = Model.Timeout ?? Target!.Silo.ResponseTimeout;
            Fail(new TimeoutException($"{Target} did not answer {Model} within {timeout}."));
        }
    }

    public int GetArgumentCount() => Model.Arguments.Length;

    public object? GetArgument(int index) => Model.Arguments[index] is { } field ? field.GetValue(this) : CallerToken;

    public void SetArgument(int index, object value)
    {
        if (Model.Arguments[index] is not { } field)
        {
            throw new NotSupportedException("A filter cannot replace a cancellation token.");
        }

        field.SetValue(this, value);
    }

    public string GetMethodName() => Model.Method.Name;

    public string GetInterfaceName() => Model.Method.DeclaringType!.Name;

    public Type GetInterfaceType() => Model.Method.DeclaringType!;

    public MethodInfo GetMethod() => Model.Method;

    public override string ToString() => $"{Model} of {Target}";
}
