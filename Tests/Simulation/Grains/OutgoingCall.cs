using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>A call on its way out through the filters.</summary>
internal sealed class OutgoingCall<T>(GrainHost host, GrainReference target, IInvokable request, InvokeMethodOptions options) : IOutgoingGrainCallContext
{
    private int _passed;

    public IInvokable Request => request;

    public object Grain => target;

    public IGrainContext? SourceContext { get; } = CurrentGrain.Value;

    public GrainId? SourceId => SourceContext?.GrainId;

    public GrainId TargetId => target.GrainId;

    public GrainInterfaceType InterfaceType => target.InterfaceType;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public object? Result
    {
        get => Response!.Result;
        set => Response = Response.FromResult((T?)value);
    }

    public Response? Response { get; set; }

    public async Task<T?> Run()
    {
        await Invoke();
        return Response!.GetResult<T>();
    }

    public async Task Invoke()
    {
        if (_passed == host.OutgoingFilters.Length)
        {
            Response = Response.FromResult(await host.Dispatch<T>(target, request, options));
            return;
        }

        var filter = host.OutgoingFilters[_passed++];
        await filter.Invoke(this);
        _passed--;
        if (Response is null)
        {
            throw new InvalidOperationException($"{filter.GetType()} neither called on nor answered {MethodName} of {TargetId}.");
        }
    }
}
