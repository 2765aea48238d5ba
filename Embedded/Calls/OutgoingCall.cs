using System.Reflection;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Embedded;

/// <summary>A call on its way through the filters at its caller.</summary>
internal sealed class OutgoingCall<T>(Silo silo, Call<T> call) : IOutgoingGrainCallContext
{
    private int _next;

    public IInvokable Request => call;

    public object Grain => call.Target!;

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.Target!.GrainId;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.Model.Method;

    public IGrainContext? SourceContext => call.Source;

    public object? Result { get; set; }

    public async Task<T> Run()
    {
        await Invoke();
        return Result is null ? default! : (T)Result;
    }

    public async Task Invoke()
    {
        var filters = silo.OutgoingFilters;
        if (_next < filters.Length)
        {
            await filters[_next++].Invoke(this);
            return;
        }

        var result = await silo.Dispatch(call);
        Result = typeof(T) == typeof(Nothing) ? null : result;
    }
}
