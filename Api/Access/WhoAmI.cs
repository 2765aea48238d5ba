using OrleansOps.Access;

namespace OrleansOps.Api;

/// <summary>Whose token it is, and who answers.</summary>
public sealed record WhoAmI(string TokenId, string Name, TokenKind Kind, DateTimeOffset? ExpiresAt, ServerView Server);
