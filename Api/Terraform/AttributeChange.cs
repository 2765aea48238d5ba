using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What would become of one attribute, or of one output.</summary>
public sealed record AttributeChange
{
    public required string Name { get; init; }

    [Description("As JSON, cut after 1,000 characters; (sensitive) in place of what is sensitive. Left out: there is none.")]
    public string? Before { get; init; }

    [Description("The same for afterwards; (known after apply) in place of what is not known yet.")]
    public string? After { get; init; }
}
