using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Opens sockets with a token in their header, straight to the hub.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The SignalR client disposes of the connections it asked for.")]
internal sealed class WebSocketFactory(string token) : IConnectionFactory
{
    private WebSocketConnection? _connection;

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.Options.CollectHttpResponseDetails = true;
        await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        _connection = new WebSocketConnection(socket);
        return _connection;
    }

    public void Cut() => _connection?.Abort();

    public void StopReading() => _connection?.StopReading();
}
