namespace OrleansOps.Workflows;

/// <summary>What was asked for, but for the hosts of its steps. It never changes once stored.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowSpec")]
public sealed record WorkflowSpec
{
    /// <summary>What its submitter calls it.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>In the order in which they were written; none needs one that comes later. Not empty.</summary>
    [Id(1)] public required IReadOnlyList<WorkflowStep> Steps { get; init; }

    /// <summary>What its parameters are, those with a default too.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    [Id(3)] public string? SubmittedBy { get; init; }

    [Id(4)] public string? SubmittedById { get; init; }

    /// <summary>Fingerprint of what was asked for: the same id with another one is another workflow, and refused.</summary>
    [Id(5)] public required string Digest { get; init; }

    /// <summary>The schedule that started it; null: somebody submitted it.</summary>
    [Id(6)] public string? Schedule { get; init; }
}
