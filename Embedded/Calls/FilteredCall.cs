using System.Reflection;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Embedded;

/// <summary>A call on its way through filters, at the called grain or at its caller.</summary>
internal sealed class FilteredCall<T>(Call<T> call, Silo silo, Activation? host) : IIncomingGrainCallContext, IOutgoingGrainCallContext
{
    private int _next;

    public IInvokable Request => call;

    public object Grain => host?.Instance ?? (object)call.Target!;

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.Target!.GrainId;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.Model.Method;

    public MethodInfo ImplementationMethod => host!.Class.ImplementationOf(call.Model.Method);

    public IGrainContext TargetContext => host!;

    public IGrainContext? SourceContext => call.Source;

    public object? Result { get; set; }

    public async Task<T> Run()
    {
        await Invoke();
        return Result is null ? default! : (T)Result;
    }

    public Task Invoke() => host is null ? Send(_next++) : Receive(host, _next++);

    private Task Send(int filter) =>
        filter < silo.OutgoingFilters.Length ? silo.OutgoingFilters[filter].Invoke(this) : Keep(new(silo.Dispatch(call)));

    private Task Receive(Activation at, int filter) =>
        filter < silo.IncomingFilters.Length ? silo.IncomingFilters[filter].Invoke(this)
        : filter == silo.IncomingFilters.Length && at.Instance is IIncomingGrainCallFilter own ? own.Invoke(this)
        : Keep(call.Run(at.Instance!));

    private async Task Keep(ValueTask<T> running)
    {
        var result = await running;
        Result = typeof(T) == typeof(Nothing) ? null : result;
    }
}
