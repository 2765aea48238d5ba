namespace OrleansOps.HostAgent.Transfers;

/// <summary>What is to be put into the store, as the gateway is asked for it.</summary>
internal sealed record UploadWanted(long SizeBytes, string Name, string? Sha256 = null, int? KeepSeconds = null);
