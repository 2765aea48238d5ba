using OrleansOps.Schedules;

namespace OrleansOps.Simulation.World;

/// <summary>One schedule as the world knows it: what was asked for, what is stored, and what became of its times.</summary>
internal sealed class SimulatedSchedule(string id, ScheduleSpec spec)
{
    public string Id => id;

    public ScheduleSpec Spec => spec;

    /// <summary>Its author was told that it is stored.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>What was started by hand, by its id.</summary>
    public HashSet<string> ByHand { get; } = new(StringComparer.Ordinal);

    public ScheduleState? Stored { get; set; }

    /// <summary>Up to where all was dealt with when it was stored first.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>Times that have begun.</summary>
    public HashSet<DateTimeOffset> Begun { get; } = [];

    /// <summary>How many times something was told of.</summary>
    public int Told { get; set; }

    /// <summary>It is paused for good, and nothing of it is left to do.</summary>
    public bool IsOver => Stored is { PausedBy: not null, Waiting.Count: 0, Beginning: null, ByHand: null };
}
