using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Connection;

/// <summary>The way to one gateway.</summary>
internal interface IGatewayConnector
{
    /// <summary>Opens one connection.</summary>
    /// <param name="orders">Who takes what the gateway says.</param>
    /// <exception cref="GatewayRefusedException">The gateway answered, and did not let us in.</exception>
    /// <exception cref="IOException">There was no way to the gateway.</exception>
    Task<IGatewayConnection> Connect(IAgentClient orders, CancellationToken cancel);
}
