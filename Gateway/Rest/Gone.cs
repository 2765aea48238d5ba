namespace OrleansOps.Rest;

/// <summary>A host or a task that was removed.</summary>
internal sealed record Gone(string Id);
