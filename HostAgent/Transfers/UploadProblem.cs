namespace OrleansOps.HostAgent.Transfers;

/// <summary>Why the gateway refused.</summary>
internal sealed record UploadProblem(string? Code, string? Title, string? Detail);
