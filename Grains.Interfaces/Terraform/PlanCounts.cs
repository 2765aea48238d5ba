namespace OrleansOps.Terraform;

/// <summary>How many resources a plan adds, changes and destroys. One that is replaced is added and destroyed.</summary>
[GenerateSerializer, Immutable, Alias("ops.PlanCounts")]
public sealed record PlanCounts([property: Id(0)] int Add, [property: Id(1)] int Change, [property: Id(2)] int Destroy)
{
    public static readonly PlanCounts None = new(0, 0, 0);
}
