using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What the hosts of a step have set as an output.</summary>
public sealed record StepOutput
{
    public required string Name { get; init; }

    [Description("What the first host that set it has set.")]
    public required string Value { get; init; }

    [Description("Name of that host.")]
    public required string Host { get; init; }

    [Description("What the first host that set something else has set; both are cut to 200 characters then. Null: all that set it set it alike.")]
    public string? OtherValue { get; init; }

    [Description("Name of that host.")]
    public string? OtherHost { get; init; }
}
