namespace OrleansOps.Workflows;

/// <summary>Which workflows to list, newest first.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowQuery")]
public sealed record WorkflowQuery
{
    /// <summary>True: only workflows that are not over.</summary>
    [Id(0)] public bool Open { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(1)] public int Limit { get; init; } = 100;

    [Id(2)] public string? Cursor { get; init; }
}
