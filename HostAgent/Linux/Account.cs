namespace OrleansOps.HostAgent.Linux;

/// <summary>A user of this host, with the groups that a process of his is in.</summary>
internal sealed record Account(string Name, uint User, uint Group, IReadOnlyList<uint> Groups, string Home, string Shell);
