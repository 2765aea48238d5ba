namespace OrleansOps.HostAgent.Connection;

/// <summary>Whoever listens there is not a gateway that knows this agent.</summary>
internal sealed class GatewayUnprovenException(Uri gateway, string why)
    : IOException($"{gateway} is not obeyed, and was told nothing. {why} Somebody else may be listening there.");
