namespace OrleansOps.Protocol;

/// <summary>Why the gateway closes the connection.</summary>
/// <param name="Code">What the agent should do about it.</param>
/// <param name="Reason">A sentence for the agent's log.</param>
/// <param name="RetryAfterMs">Milliseconds to wait before connecting again; null leaves it to the agent's own back-off.</param>
public sealed record Goodbye(GoodbyeCode Code, string Reason, int? RetryAfterMs);
