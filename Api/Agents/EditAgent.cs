using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What is to change of a host. What is left out stays.</summary>
public sealed record EditAgent
{
    [Description("Its new name, 1 to 128 printable characters.")]
    public string? Name { get; init; }

    [Description("Labels to set; null takes one away.")]
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
}
