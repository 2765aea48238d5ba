using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What a plan would do, in numbers. A resource that is replaced is added and destroyed.</summary>
public sealed record RunPlanView
{
    [Description("There is something to apply: a resource or an output would change.")]
    public required bool HasChanges { get; init; }

    public required int Add { get; init; }

    public required int Change { get; init; }

    public required int Destroy { get; init; }

    [Description("Serial of the state that it was made on; left out: there was none.")]
    public long? PlannedOn { get; init; }

    [Description("SHA-256 of what is kept of it to be applied; left out once the run is over.")]
    public string? Sha256 { get; init; }
}
