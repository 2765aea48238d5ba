using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Connection;

/// <summary>Opens the WebSocket under a hub connection: straight to the hub, without the question of SignalR's negotiation which transport to use.</summary>
internal sealed class WebSocketConnector : IConnectionFactory, IDisposable
{
    /// <summary>What waits in memory on the way in and on the way out, in bytes; with more, who writes waits, and so feels a slow peer.</summary>
    private const int BufferBytes = 64 * 1024;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PongTime = TimeSpan.FromSeconds(15);

    /// <summary>A line may swallow the request without a word, and nothing else would ever end the wait.</summary>
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    /// <summary>As long, a peer that hears nothing more may hold up who leaves it.</summary>
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly HttpConnectionFactory _connections;

    public WebSocketConnector(GatewayOptions options, string token, TimeProvider time)
    {
        _time = time;
        _http = GatewayHttp.CreateInvoker(options);
        Address = new UriBuilder(new Uri(options.Server, ProtocolVersion.HubPath))
        {
            Scheme = string.Equals(options.Server.Scheme, "https", StringComparison.Ordinal) ? "wss" : "ws",
        }.Uri;

        // It logs nothing: what happens to a connection is said once, by the loop that acts on it.
        _connections = new HttpConnectionFactory(
            Options.Create(new HttpConnectionOptions
            {
                Transports = HttpTransportType.WebSockets,
                SkipNegotiation = true,
                DefaultTransferFormat = TransferFormat.Text,
                ApplicationMaxBufferSize = BufferBytes,
                TransportMaxBufferSize = BufferBytes,
                CloseTimeout = CloseTime,
                WebSocketFactory = async (context, cancel) => await ProvenSocket.Open(context.Uri, _http, token, NewSocket, cancel),
            }),
            NullLoggerFactory.Instance);
    }

    /// <summary>Where the hub is.</summary>
    public Uri Address { get; }

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(ConnectTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await _connections.ConnectAsync(new UriEndPoint(Address), either.Token);
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
