namespace OrleansOps.Rest;

/// <summary>What happened to a host, newest first.</summary>
internal sealed record HostEventList(IReadOnlyList<HostEvent> Items);
