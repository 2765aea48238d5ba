namespace OrleansOps.HostAgent;

/// <summary>The agent cannot start. The message says what to do about it, and is all that its user sees.</summary>
internal class AgentStartException(string message, Exception? cause = null) : Exception(message, cause);
