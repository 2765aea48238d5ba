using OrleansOps.Agents;

namespace OrleansOps.Api;

/// <summary>Something that happened to a host.</summary>
public sealed record HostEvent(DateTimeOffset At, HostEventKind Kind, string Text, IReadOnlyList<Why>? Why);
