namespace OrleansOps.Cli;

/// <summary>Body of POST /api/v1/files/uploads.</summary>
internal sealed record CreateUpload(long SizeBytes, string Sha256, string Name, string? MediaType, long? KeepSeconds);
