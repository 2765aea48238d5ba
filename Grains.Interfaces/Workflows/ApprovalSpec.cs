namespace OrleansOps.Workflows;

/// <summary>What is asked of an operator.</summary>
/// <param name="Message">What is to be approved, in words; null: the step's name says it.</param>
/// <param name="Approvers">Names of the tokens that may; empty: every operator.</param>
/// <param name="Within">How long it waits for an answer; then the step has failed. Null: for ever.</param>
[GenerateSerializer, Immutable, Alias("ops.ApprovalSpec")]
public sealed record ApprovalSpec([property: Id(0)] string? Message, [property: Id(1)] IReadOnlyList<string> Approvers, [property: Id(2)] TimeSpan? Within)
{
    public bool MayDecide(string by) => Approvers.Count == 0 || Approvers.Contains(by, StringComparer.Ordinal);
}
