using System.Reflection;

namespace Orleans;

/// <summary>A call at the called grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The called activation.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The called method as the grain class implements it.</summary>
    MethodInfo ImplementationMethod { get; }
}
