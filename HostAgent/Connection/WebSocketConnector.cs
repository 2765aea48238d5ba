using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Connection;

/// <summary>Opens the WebSocket under a hub connection: straight to the hub.</summary>
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
        using var limit = new CancellationTokenSource(ConnectTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return new WebSocketConnection(await ProvenSocket.Open(Address, _http, token, NewSocket, either.Token), time);
        }
        catch (Exception late) when (limit.IsCancellationRequested && late is OperationCanceledException or WebSocketException or HttpRequestException)
        {
            throw new IOException($"{Address} did not answer within {ConnectTime.TotalSeconds:0} s.", late);
        }
        catch (Exception failed) when (failed is WebSocketException or HttpRequestException)
        {
            throw new IOException($"No connection to {Address}: {ConnectFailures.Describe(failed)}", failed);
        }
    }

    public void Dispose() => _http.Dispose();

    private static ClientWebSocket NewSocket() => new() { Options = { KeepAliveInterval = PingEvery, KeepAliveTimeout = PongTime } };
}
