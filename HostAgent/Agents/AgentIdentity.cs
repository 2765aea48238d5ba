namespace OrleansOps.HostAgent.Agents;

/// <summary>Who this installation is, as it lies in its data directory.</summary>
/// <param name="RequestId">Written before the gateway is asked, so that asking again gives the same identity.</param>
/// <param name="AgentId">Null until the gateway has answered.</param>
/// <param name="Token">Its secret.</param>
/// <param name="Server">The gateways that it was told of then, separated by commas.</param>
/// <param name="CaFile">The certificates that it trusted then, instead of the host's.</param>
/// <param name="Name">What it called itself then; null of an earlier version.</param>
/// <param name="Once">It is for one task, and goes with that.</param>
internal sealed record AgentIdentity(string RequestId, string? AgentId = null, string? Token = null, string? Server = null, string? CaFile = null, bool? Once = null, string? Name = null);
