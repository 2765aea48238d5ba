namespace OrleansOps.Terraform;

/// <summary>A plan as its host has brought it.</summary>
[GenerateSerializer, Immutable, Alias("ops.RunPlan")]
public sealed record RunPlan
{
    /// <summary>The plan with the code that it was made of, which is what an apply gets. Null: it did not come yet, or the run is over.</summary>
    [Id(0)] public SealedContent? Bundle { get; init; }

    /// <summary>What would change, as JSON without anything sensitive. Null: it did not come yet.</summary>
    [Id(1)] public SealedContent? Changes { get; init; }

    /// <summary>There is something to apply: a resource or an output would change.</summary>
    [Id(2)] public bool HasChanges { get; init; }

    [Id(3)] public PlanCounts Counts { get; init; } = PlanCounts.None;
}
