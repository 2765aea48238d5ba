namespace OrleansOps.Access;

/// <summary>A holder's proof that it knows a token's secret, which is covered in it, and what the server shall prove in return.</summary>
/// <param name="Message">What the secret is covered for.</param>
/// <param name="Covered">The secret under HMAC-SHA-512 of the message, keyed with the SHA-256 of the secret.</param>
/// <param name="Answer">What to sign if it is right.</param>
[GenerateSerializer, Immutable, Alias("ops.TokenProof")]
public sealed record TokenProof([property: Id(0)] byte[] Message, [property: Id(1)] byte[] Covered, [property: Id(2)] byte[] Answer);
