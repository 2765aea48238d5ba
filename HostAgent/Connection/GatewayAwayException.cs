namespace OrleansOps.HostAgent.Connection;

/// <summary>A gateway did not answer, or cannot now. Another one may.</summary>
internal sealed class GatewayAwayException(string message, Exception? cause = null) : AgentStartException(message, cause);
