namespace OrleansOps.Api;

/// <summary>What happened to a host, newest first.</summary>
public sealed record HostEventList(IReadOnlyList<HostEvent> Items);
