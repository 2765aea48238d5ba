using OrleansOps.Agents;

namespace OrleansOps.Rest;

/// <summary>Something that happened to a host.</summary>
internal sealed record HostEvent(DateTimeOffset At, HostEventKind Kind, string Text, IReadOnlyList<Why>? Why);
