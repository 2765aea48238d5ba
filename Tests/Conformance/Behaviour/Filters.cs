namespace OrleansOps.Conformance;

/// <summary>Filters that touch one method only, so that the shared silo may have them.</summary>
internal static class Filters
{
    public static void AddTo(ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter(async context =>
        {
            if (!IsFiltered(context))
            {
                await context.Invoke();
                return;
            }

            Signals.Set(
                $"filtered {context.TargetId.Key}",
                $"{context.InterfaceMethod.Name} {context.ImplementationMethod.DeclaringType!.Name} {context.Request.GetArgument(0)}");
            context.Request.SetArgument(0, (int)context.Request.GetArgument(0)! * 10);
            await context.Invoke();
            context.Result = (int)context.Result! * 2;
        });
        silo.AddOutgoingGrainCallFilter(async context =>
        {
            await context.Invoke();
            if (IsFiltered(context) && context.SourceId is not null)
            {
                context.Result = (int)context.Result! + 1000;
            }
        });
    }

    private static bool IsFiltered(IGrainCallContext context) => string.Equals(context.MethodName, nameof(ICallsGrain.Filtered), StringComparison.Ordinal);
}
