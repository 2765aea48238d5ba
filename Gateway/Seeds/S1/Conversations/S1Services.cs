using Microsoft.Extensions.Options;
using OrleansOps.Metrics;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Delivery;

namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>What a conversation passes on what it hears to: the same that the native hub has.</summary>
internal sealed record S1Services(
    AgentSockets Sockets,
    AgentSessions Sessions,
    ReportDelivery Reports,
    LogPublisher Logs,
    S1Facts Facts,
    S1LargeMessages Large,
    GatewayMeter Meter,
    IOptions<S1Options> Options,
    TimeProvider Time,
    ILogger<S1Conversation> Logger);
