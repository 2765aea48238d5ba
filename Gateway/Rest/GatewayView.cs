namespace OrleansOps.Rest;

/// <summary>One gateway: its agents, its readers of live streams, and when it started.</summary>
internal sealed record GatewayView(string Name, string Version, int Connections, int Followers, DateTimeOffset Since);
