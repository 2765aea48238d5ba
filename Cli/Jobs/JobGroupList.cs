namespace OrleansOps.Cli;

/// <summary>The hosts of a job in groups, the largest first.</summary>
/// <param name="Items">The largest ones.</param>
/// <param name="Groups">How many there are.</param>
/// <param name="Hosts">How many hosts are in them.</param>
/// <param name="Incomplete">Of how many of them not all that they printed is stored.</param>
internal sealed record JobGroupList(IReadOnlyList<JobGroup> Items, int Groups, int Hosts, int Incomplete = 0);
