using System.Reflection;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Embedded;

/// <summary>A call on its way through the filters at the called grain.</summary>
internal sealed class IncomingCall<T>(Activation host, Call<T> call) : IIncomingGrainCallContext
{
    private int _next;

    public IInvokable Request => call;

    public object Grain => host.Instance!;

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => host.GrainId;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.Model.Method;

    public MethodInfo ImplementationMethod => host.Class.ImplementationOf(call.Model.Method);

    public IGrainContext TargetContext => host;

    public object? Result { get; set; }

    public async ValueTask<T> Run()
    {
        await Invoke();
        return Result is null ? default! : (T)Result;
    }

    public async Task Invoke()
    {
        var filters = host.Silo.IncomingFilters;
        var current = _next++;
        if (current < filters.Length)
        {
            await filters[current].Invoke(this);
        }
        else if (current == filters.Length && host.Instance is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            var result = await call.Run(host.Instance!);
            Result = typeof(T) == typeof(Nothing) ? null : result;
        }
    }
}
