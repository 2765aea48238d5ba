namespace OrleansOps.Api;

/// <summary>The operators' tokens and the join tokens.</summary>
public sealed record TokenList(IReadOnlyList<TokenView> Items);
