namespace OrleansOps.Rest;

/// <summary>An agent or a task that was removed.</summary>
internal sealed record Gone(string Id);
