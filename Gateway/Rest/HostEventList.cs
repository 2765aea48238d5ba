namespace OrleansOps.Rest;

/// <summary>What happened to an agent, newest first.</summary>
internal sealed record HostEventList(IReadOnlyList<HostEvent> Items);
