using OrleansOps.Embedded;

namespace Orleans;

/// <summary>One stored reminder.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>The grain that is called.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>The reminder's name; one per grain.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = null!;

    /// <summary>When it ticks first, UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>The time between ticks.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The stored version.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    public override string ToString() => $"{GrainId} {ReminderName} every {Period} from {StartAt:O}";

    internal GrainReminder ToReminder() => new(GrainId, ReminderName, ETag!);
}
