namespace OrleansOps.Simulation.Conformance;

/// <summary>A filter that touches one method only, so that the shared host may have it.</summary>
internal sealed class OneFilter : IOutgoingGrainCallFilter
{
    public static async Task Invoke(IOutgoingGrainCallContext context)
    {
        var isMeant = string.Equals(context.MethodName, nameof(ICallsGrain.Filtered), StringComparison.Ordinal) && context.SourceId is not null;
        if (isMeant)
        {
            context.Request.SetArgument(0, (int)context.Request.GetArgument(0)! * 10);
        }

        await context.Invoke();
        if (isMeant)
        {
            context.Result = (int)context.Result! + 1000;
        }
    }

    Task IOutgoingGrainCallFilter.Invoke(IOutgoingGrainCallContext context) => Invoke(context);
}
