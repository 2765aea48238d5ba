namespace OrleansOps.Rest;

/// <summary>The operators' tokens and the join tokens.</summary>
internal sealed record TokenList(IReadOnlyList<TokenView> Items);
