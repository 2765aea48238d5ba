using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using OrleansOps.Protocol;

namespace OrleansOps.Agents;

/// <summary>Opens the WebSocket under a hub connection: straight to the hub, the token in a header.</summary>
internal sealed class WebSocketConnector(GatewayOptions options, string token, TimeProvider time) : IConnectionFactory, IDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PongTime = TimeSpan.FromSeconds(15);

    /// <summary>A line may swallow the request without a word, and nothing else would ever end the wait.</summary>
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    private readonly HttpMessageInvoker _http = GatewayHttp.CreateInvoker(options);

    /// <summary>Where the hub is.</summary>
    public Uri Address { get; } = new UriBuilder(new Uri(options.Server, ProtocolVersion.HubPath))
    {
        Scheme = string.Equals(options.Server.Scheme, "https", StringComparison.Ordinal) ? "wss" : "ws",
    }.Uri;

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.Options.KeepAliveInterval = PingEvery;
        socket.Options.KeepAliveTimeout = PongTime;
        socket.Options.CollectHttpResponseDetails = true;
        using var limit = new CancellationTokenSource(ConnectTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(Address, _http, either.Token);
            return new WebSocketConnection(socket, time);
        }
        catch (Exception late) when (limit.IsCancellationRequested && late is OperationCanceledException or WebSocketException)
        {
            socket.Dispose();
            throw new IOException($"{Address} did not answer within {ConnectTime.TotalSeconds:0} s.", late);
        }
        catch (WebSocketException failed)
        {
            var refusal = Refusal(socket, failed);
            socket.Dispose();
            throw refusal;
        }
    }

    public void Dispose() => _http.Dispose();

    private IOException Refusal(ClientWebSocket socket, WebSocketException failed)
    {
        if (socket.HttpStatusCode == default(HttpStatusCode))
        {
            return new IOException($"No connection to {Address}: {failed.InnerException?.Message ?? failed.Message}", failed);
        }

        TimeSpan? retryAfter = socket.HttpResponseHeaders?.TryGetValue("Retry-After", out var values) == true
            && int.TryParse(values.FirstOrDefault(), System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and < 3600
                ? TimeSpan.FromSeconds(seconds)
                : null;
        return new GatewayRefusedException(Address, (int)socket.HttpStatusCode, retryAfter, failed);
    }
}
