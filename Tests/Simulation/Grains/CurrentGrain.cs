using System.Reflection;

namespace OrleansOps.Simulation.Grains;

/// <summary>
/// The grain whose turn the thread runs. Constructors of grains and their storage look at it, and Orleans lets nobody else set it: the only
/// part of it that the host reaches by reflection.
/// </summary>
internal static class CurrentGrain
{
    private static readonly Type Kept = typeof(Grain).Assembly.GetType("Orleans.Runtime.RuntimeContext", throwOnError: true)!;

    private static readonly Func<IGrainContext?> Get =
        Kept.GetProperty("Current", BindingFlags.Static | BindingFlags.Public)!.GetMethod!.CreateDelegate<Func<IGrainContext?>>();

    private static readonly Action<IGrainContext?> Set =
        Kept.GetMethod("ResetExecutionContext", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Action<IGrainContext?>>();

    public static Activation? Value => Get() as Activation;

    /// <summary>Runs something as the grain's own.</summary>
    public static void During(Activation activation, Action<Activation> run)
    {
        var before = Get();
        Set(activation);
        try
        {
            run(activation);
        }
        finally
        {
            Set(before);
        }
    }
}
