namespace OrleansOps.Protocol;

/// <summary>The identity of a host.</summary>
/// <param name="AgentId">Its id for life.</param>
/// <param name="Token">Its secret. Only its hash is kept by the server.</param>
public sealed record EnrolReply(string AgentId, string Token);
