using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Protocol;
using OrleansOps.Transport;

namespace OrleansOps.HostAgent.Connection;

/// <summary>Opens hub connections, which speak the protocol as the gateway does.</summary>
internal sealed partial class HubConnector(WebSocketConnector sockets, ILoggerFactory loggers) : IGatewayConnector
{
    private static readonly TimeSpan ServerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(15);

    private readonly JsonHubProtocol _json = new(Options.Create(new JsonHubProtocolOptions
    {
        PayloadSerializerOptions = new JsonSerializerOptions(ProtocolJson.Default.Options)
        {
            TypeInfoResolver = ProtocolJson.Default,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // Chinese output stays as short as it is
        },
    }));

    private readonly ILogger _logger = loggers.CreateLogger<HubConnector>();
    private long _passedOver;

    public async Task<IGatewayConnection> Connect(IAgentClient orders, CancellationToken cancel)
    {
        var hub = new HubConnection(sockets, new TolerantProtocol(_json, PassOver, HearGoodbye), new UriEndPoint(sockets.Address), new ServiceCollection().BuildServiceProvider(), loggers)
        {
            ServerTimeout = ServerTimeout,
            KeepAliveInterval = KeepAlive,
            HandshakeTimeout = HandshakeTime,
        };
        hub.On<RunTask>(nameof(IAgentClient.Run), orders.Run);
        hub.On<CancelTask>(nameof(IAgentClient.Cancel), orders.Cancel);
        hub.On<TypeInput>(nameof(IAgentClient.Type), orders.Type);
        hub.On<LogMark>(nameof(IAgentClient.LogStored), orders.LogStored);
        hub.On<TaskSettled>(nameof(IAgentClient.Settled), orders.Settled);
        hub.On<Goodbye>(nameof(IAgentClient.Goodbye), static _ => { });   // heard when it is read
        var connection = new HubGateway(hub);
        try
        {
            await hub.StartAsync(cancel);
            LogConnected(sockets.Address);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        // SignalR tells that a connection is closed without waiting for the handlers of what came before, and this is what comes last.
        void HearGoodbye(InvocationMessage call)
        {
            if (call is { Target: nameof(IAgentClient.Goodbye), Arguments: [Goodbye goodbye] })
            {
                _ = orders.Goodbye(goodbye);
            }
        }
    }

    /// <summary>Says so at the first, the second, the fourth, ... of them.</summary>
    private void PassOver()
    {
        var count = Interlocked.Increment(ref _passedOver);
        if (long.IsPow2(count))
        {
            LogPassedOver(count);
        }
    }
}
