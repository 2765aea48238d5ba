using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansOps.Lifetime;
using OrleansOps.Metrics;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Delivery;
using OrleansOps.Transport;

namespace OrleansOps.Sockets;

/// <summary>The agents' hub and what stands around it.</summary>
internal static class AgentSocketRegistration
{
    public static void AddAgentSockets(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AgentSocketOptions>().BindConfiguration(AgentSocketOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AgentDoor>();
        services.AddAgentSessions();
        services.AddSingleton<AgentDepartures>();
        services.AddSingleton<SocketShutdown>();
        services.AddHostedService(all => all.GetRequiredService<SocketShutdown>());
        services.AddSingleton<ILeavesFirst>(all => all.GetRequiredService<SocketShutdown>());

        services.AddSignalR(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.HandshakeTimeout = TimeSpan.FromSeconds(15);
            hub.MaximumReceiveMessageSize = Limits.MessageBytes;
            hub.EnableDetailedErrors = false;
            hub.SupportedProtocols = ["json"];
            hub.StreamBufferCapacity = 1;
            hub.AddFilter<AgentHubFilter>();
        }).AddJsonProtocol(json => json.PayloadSerializerOptions = new(ProtocolJson.Default.Options) { AllowDuplicateProperties = false });
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol>(all => new TolerantProtocol(
            new JsonHubProtocol(all.GetRequiredService<IOptions<JsonHubProtocolOptions>>()),
            () => all.GetRequiredService<GatewayMeter>().Refused("unknown-message")));
    }

    /// <summary>What is behind the sockets, whatever carries the messages.</summary>
    public static void AddAgentSessions(this IServiceCollection services)
    {
        services.AddSingleton(all => all.GetRequiredService<IHubContext<AgentHub, IAgentClient>>().Clients);
        services.AddSingleton<AgentSockets>();
        services.AddSingleton<AgentSessions>();
        services.AddSingleton<ReportDelivery>();
        services.AddSingleton<LogPublisher>();
        services.AddSingleton<AgentHubFilter>();
        services.AddHostedService<SocketSweepLoop>();
        services.AddHostedService<SessionRecoveryLoop>();
    }

    /// <summary>Before authentication, which costs more.</summary>
    public static void UseBrowserRefusal(this WebApplication app) => app.Use(AgentDoor.TurnAwayBrowsers);

    /// <summary>After authentication, so that strangers do not use up the agents' admissions.</summary>
    public static void UseAgentAdmission(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<AgentDoor>();
        app.Use(door.Pass);
    }

    public static void MapAgentSocket(this WebApplication app, string path) => app.MapHub<AgentHub>(path, connection =>
    {
        connection.Transports = HttpTransportType.WebSockets;
        connection.CloseOnAuthenticationExpiration = false;
        connection.AllowStatefulReconnects = false;

        // Bytes under way in each direction before the other side must wait. An idle connection holds none of them.
        connection.ApplicationMaxBufferSize = 64 * 1024;
        connection.TransportMaxBufferSize = 64 * 1024;
    }).ExcludeFromDescription().DisableRequestTimeout();
}
