using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Connection;

/// <summary>The ways to all gateways that the agent knows.</summary>
internal sealed class GatewaySockets(IEnumerable<GatewayOptions> gateways, string token, TimeProvider time) : IDisposable
{
    private readonly List<WebSocketConnector> _sockets = [.. gateways.Select(gateway => new WebSocketConnector(gateway, token, time))];

    public IReadOnlyList<IGatewayConnector> Connectors(ILoggerFactory loggers) => [.. _sockets.Select(socket => new HubConnector(socket, loggers))];

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
