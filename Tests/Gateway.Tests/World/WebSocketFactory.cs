using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Opens an agent's sockets, straight to the hub.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The SignalR client disposes of the connections it asked for.")]
internal sealed class WebSocketFactory(string token) : IConnectionFactory
{
    private WebSocketConnection? _connection;

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        _connection = new WebSocketConnection(await AgentSocket.Open(((UriEndPoint)endpoint).Uri, token, cancel: cancellationToken));
        return _connection;
    }

    public void Cut() => _connection?.Abort();

    public void StopReading() => _connection?.StopReading();
}
