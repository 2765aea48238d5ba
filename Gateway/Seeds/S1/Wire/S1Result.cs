namespace OrleansOps.Seeds.S1.Wire;

/// <summary>How a task ended, as an S1 agent says it. Its output has come before, so what it repeats of that here is not read.</summary>
internal sealed record S1Result
{
    public string? TaskId { get; init; }

    /// <summary>pending, running, success, failed or cancelled.</summary>
    public string? Status { get; init; }

    public long? ExitCode { get; init; }

    /// <summary>Seconds since 1970; 0 or nothing where it never started.</summary>
    public long? StartedAt { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long? FinishedAt { get; init; }

    public string? ErrorMsg { get; init; }

    /// <summary>A number of S1-25.</summary>
    public int? ErrorCode { get; init; }
}
