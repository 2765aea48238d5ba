using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>One call on its way through the filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The call's arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain instance where the call runs, or the reference where it is made.</summary>
    object Grain { get; }

    /// <summary>The calling grain, or null for a caller outside the grains.</summary>
    GrainId? SourceId { get; }

    /// <summary>The called grain.</summary>
    GrainId TargetId { get; }

    /// <summary>The called interface's name.</summary>
    string InterfaceName { get; }

    /// <summary>The called method's name.</summary>
    string MethodName { get; }

    /// <summary>The called method as its interface declares it.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>What the caller will get; set after <see cref="Invoke"/>, and a filter may replace it.</summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, and in the end to the grain.</summary>
    Task Invoke();
}
