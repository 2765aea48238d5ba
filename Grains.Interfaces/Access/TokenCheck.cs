namespace OrleansOps.Access;

/// <summary>Whether a token opens the door.</summary>
/// <param name="Status">Valid, or why not.</param>
/// <param name="Token">The token, if its secret was right.</param>
/// <param name="Answer">The server's own proof, where one was asked for and the secret was right: HMAC-SHA-256 keyed with the SHA-256 of the secret.</param>
[GenerateSerializer, Immutable, Alias("ops.TokenCheck")]
public sealed record TokenCheck([property: Id(0)] TokenStatus Status, [property: Id(1)] TokenView? Token, [property: Id(2)] byte[]? Answer = null);
