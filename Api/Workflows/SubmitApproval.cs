using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What is asked of an operator. What is left out has a default.</summary>
public sealed record SubmitApproval
{
    [Description("What is to be approved, in at most 500 printable characters.")]
    public string? Message { get; init; }

    [Description("Names of the tokens that may approve or reject it, at most 50. Default: every operator.")]
    public IReadOnlyList<string>? Approvers { get; init; }

    [Description("How long it waits, 1 to 2,592,000 seconds; then the step has failed. Default: for ever.")]
    public int? WithinSeconds { get; init; }
}
