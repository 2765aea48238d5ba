using OrleansOps.Access;

namespace OrleansOps.Rest;

/// <summary>Whose token it is, and who answers.</summary>
internal sealed record WhoAmI(string TokenId, string Name, TokenKind Kind, DateTimeOffset? ExpiresAt, ServerView Server);
