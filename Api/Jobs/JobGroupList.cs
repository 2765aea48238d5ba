using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>The hosts of a job in groups, the largest first.</summary>
public sealed record JobGroupList
{
    [Description("The 100 largest.")]
    public required IReadOnlyList<JobGroup> Items { get; init; }

    [Description("How many groups there are.")]
    public required int Groups { get; init; }

    [Description("How many hosts are in them.")]
    public required int Hosts { get; init; }

    [Description("by=lastLine and by=output: of how many hosts not all that they printed is stored. What is missing comes within a moment, or with a host that is away: ask again then.")]
    public required int Incomplete { get; init; }
}
