using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks, and how.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>A timer with these times.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a tick to the next; infinite for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks may run while calls of the grain await.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from being collected as idle.</summary>
    public bool KeepAlive { get; init; }
}
