namespace OrleansOps.Workflows;

/// <summary>An operator's answer.</summary>
/// <param name="Comment">Why, in words.</param>
[GenerateSerializer, Immutable, Alias("ops.ApprovalDecision")]
public sealed record ApprovalDecision([property: Id(0)] bool Approves, [property: Id(1)] string By, [property: Id(2)] string? Comment);
