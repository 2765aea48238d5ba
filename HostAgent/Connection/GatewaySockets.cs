using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Connection;

/// <summary>The ways to all gateways that the agent knows.</summary>
internal sealed class GatewaySockets(IEnumerable<GatewayOptions> gateways, string token, TimeProvider time) : IDisposable
{
    private readonly List<(Uri Server, WebSocketConnector Socket)> _sockets = [.. gateways.Select(gateway => (gateway.Server, new WebSocketConnector(gateway, token, time)))];

    /// <param name="around">What stands around the way to each, if anything does.</param>
    public IReadOnlyList<IGatewayConnector> Connectors(ILoggerFactory loggers, Func<Uri, IGatewayConnector, IGatewayConnector>? around = null) =>
        [.. _sockets.Select(gateway => around is null ? Connector(gateway.Socket, loggers) : around(gateway.Server, Connector(gateway.Socket, loggers)))];

    public void Dispose() => _sockets.ForEach(gateway => gateway.Socket.Dispose());

    private static HubConnector Connector(WebSocketConnector socket, ILoggerFactory loggers) => new(socket, loggers);
}
