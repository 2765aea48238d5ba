namespace OrleansOps.Seeds.S1.Wire;

/// <summary>A line that a task printed, without its end.</summary>
internal sealed record S1LogLine
{
    /// <summary>Seconds since 1970.</summary>
    public long? Timestamp { get; init; }

    public string? Content { get; init; }

    /// <summary>stdout or stderr.</summary>
    public string? Stream { get; init; }

    public string? TaskId { get; init; }
}
