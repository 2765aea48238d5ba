namespace OrleansOps.Rest;

/// <summary>An agent that was removed.</summary>
internal sealed record GoneAgent(string Id);
