namespace OrleansOps.Access;

/// <summary>What a check found.</summary>
/// <param name="Wait">The source has presented too many wrong tokens and was not heard; it may try again after this.</param>
internal readonly record struct TokenVerdict(TokenStatus Status, TokenView? Token, TimeSpan? Wait = null);
