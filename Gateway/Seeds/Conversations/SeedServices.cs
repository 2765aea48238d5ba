using OrleansOps.Metrics;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Delivery;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What a conversation passes on what it hears to: the same that the native hub has.</summary>
internal sealed record SeedServices(
    AgentSockets Sockets,
    AgentSessions Sessions,
    ReportDelivery Reports,
    LogPublisher Logs,
    SeedFacts Facts,
    SeedLargeMessages Large,
    GatewayMeter Meter,
    TimeProvider Time,
    ILogger<SeedConversation> Logger);
