namespace OrleansOps.Tests.Support;

/// <summary>What the store says about one task.</summary>
/// <param name="Phase">As the REST interface names it.</param>
/// <param name="Attempt">The attempt that counts.</param>
public sealed record TaskEvidence(string Phase, int Attempt)
{
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When the verdict was reached; null for a task that is not over.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Names the report that was stored; null if the verdict came without one.</summary>
    public string? MessageId { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Bytes of the log by the stored report; null without a report.</summary>
    public (long Stdout, long Stderr)? ReportedBytes { get; init; }

    /// <summary>Bytes that the report says the log lacks.</summary>
    public (long Stdout, long Stderr) Dropped { get; init; }

    /// <summary>The phase that lists show; null if they do not know the task.</summary>
    public string? ListedPhase { get; init; }

    public required LogEvidence Log { get; init; }

    /// <summary>Seen before the store forgot it, as it does after the retention: lists and due times know nothing of it any more.</summary>
    public bool IsRetired { get; init; }

    public bool IsTerminal => Phases.IsTerminal(Phase);
}
