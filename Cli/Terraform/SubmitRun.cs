namespace OrleansOps.Cli;

/// <summary>Body of PUT /api/v1/terraform/workspaces/{id}/runs/{run}.</summary>
internal sealed record SubmitRun(
    string Agent,
    string Code,
    bool? Destroy,
    bool? PlanOnly,
    bool? AutoApprove,
    string? Program,
    IReadOnlyDictionary<string, string>? Variables,
    IReadOnlyDictionary<string, string>? Env,
    IReadOnlyDictionary<string, string?>? Secrets,
    long? TimeoutSeconds,
    long? QueueSeconds);
