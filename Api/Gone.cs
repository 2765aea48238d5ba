namespace OrleansOps.Api;

/// <summary>A host or a task that was removed.</summary>
public sealed record Gone(string Id);
