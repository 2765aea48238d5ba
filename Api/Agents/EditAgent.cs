using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What is to change of a host. What is left out stays.</summary>
public sealed record EditAgent
{
    [Description("Its new name, 1 to 128 printable characters.")]
    public string? Name { get; init; }

    [Description("Labels to set; null takes one away.")]
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    [Description("How many tasks it runs at once, at most: 1 to 1000, and never more than its own setting says; 0: as many as that. What runs runs on.")]
    public int? Slots { get; init; }

    [Description("Whether it runs fewer tasks at once while its processors or its memory are under load. Default: as the cluster is set.")]
    public bool? Throttle { get; init; }
}
