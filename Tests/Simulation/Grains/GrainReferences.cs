using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>Makes the references of one life, and takes what the generated code of each is asked to call.</summary>
internal sealed class GrainReferences(GrainHost host) : IGrainReferenceRuntime
{
    /// <summary>The type of all that are no grains, as in Orleans.</summary>
    public static readonly GrainType Observers = GrainType.Create("sys.client");

    private readonly Dictionary<(GrainType, GrainInterfaceType), GrainReferenceShared> _shared = [];

    public GrainReference Create(GrainId id, GrainInterfaceType face)
    {
        GrainReferenceShared? shared;
        lock (host.Gate)
        {
            if (!_shared.TryGetValue((id.Type, face), out shared))
            {
                shared = new(id.Type, face, 0, this, InvokeMethodOptions.None, OrleansTypes.Codecs, OrleansTypes.CopyContexts, host.Services);
                _shared.Add((id.Type, face), shared);
            }
        }

        return OrleansTypes.NewReference(shared, id.Key);
    }

    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        new(host.Send<T>(reference, request, options));

    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        new(host.Send<object>(reference, request, options));

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        _ = host.Send<object>(reference, request, options);

    public object Cast(IAddressable grain, Type interfaceType) =>
        grain is GrainReference && interfaceType.IsInstanceOfType(grain) ? grain : Create(grain.GetGrainId(), OrleansTypes.InterfaceOf(interfaceType));
}
