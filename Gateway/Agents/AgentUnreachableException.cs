namespace OrleansOps.Agents;

/// <summary>The message was not written to the agent's socket, and will not be.</summary>
internal sealed class AgentUnreachableException(string message) : IOException(message);
