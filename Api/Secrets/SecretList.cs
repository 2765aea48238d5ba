namespace OrleansOps.Api;

/// <summary>Stored secrets, by name, without their values.</summary>
/// <param name="Items">One page of them.</param>
/// <param name="NextCursor">To go on with; null: that was all.</param>
public sealed record SecretList(IReadOnlyList<SecretView> Items, string? NextCursor);
