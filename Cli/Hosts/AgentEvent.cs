namespace OrleansOps.Cli;

/// <summary>Something that happened to an agent.</summary>
internal sealed record AgentEvent(DateTimeOffset? At = null, string? Kind = null, string? Text = null);
