namespace OrleansOps.Access;

/// <summary>Whether a token opens the door.</summary>
/// <param name="Status">Valid, or why not.</param>
/// <param name="Token">The token, if its secret was right.</param>
[GenerateSerializer, Immutable, Alias("ops.TokenCheck")]
public sealed record TokenCheck([property: Id(0)] TokenStatus Status, [property: Id(1)] TokenView? Token);
