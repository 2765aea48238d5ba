namespace OrleansOps.Embedded;

/// <summary>A function as a filter.</summary>
internal sealed class FunctionFilter(IncomingGrainCallFilterDelegate? incoming = null, OutgoingGrainCallFilterDelegate? outgoing = null)
    : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => incoming!(context);

    public Task Invoke(IOutgoingGrainCallContext context) => outgoing!(context);
}
