using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A Terraform workspace as lists show it.</summary>
public sealed record WorkspaceSummary
{
    public required string Id { get; init; }

    [Description("The newest version of its state; left out: nothing was written yet.")]
    public StateVersionView? Newest { get; init; }

    [Description("How many versions are kept.")]
    public required int Versions { get; init; }

    [Description("Who has it locked; left out: nobody.")]
    public StateLockView? Lock { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}
