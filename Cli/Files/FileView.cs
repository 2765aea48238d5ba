namespace OrleansOps.Cli;

/// <summary>A file of the store, as far as opsctl looks at it.</summary>
/// <param name="Id">SHA-256 of its content.</param>
internal sealed record FileView(string Id, string Name, long SizeBytes, string? MediaType = null, string? PutBy = null, DateTimeOffset? PutAt = null, DateTimeOffset? ExpiresAt = null, IReadOnlyList<string>? OtherNames = null);
