using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What a plan would change. What Terraform knows as sensitive is not in it.</summary>
public sealed record PlannedChanges
{
    [Description("Resources that would change, in the order of the plan.")]
    public required IReadOnlyList<ResourceChange> Resources { get; init; }

    [Description("Outputs that would change.")]
    public required IReadOnlyList<AttributeChange> Outputs { get; init; }

    [Description("How many changes are not in these lists, as they would be too long.")]
    public required int Left { get; init; }
}
