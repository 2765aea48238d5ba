using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What would be run.</summary>
public sealed record TestCommandRules
{
    [Description("A script, or a program with its arguments: up to 131,072 bytes of UTF-8.")]
    public string? Text { get; init; }

    [Description("Id or unique name of the host. Default: rules of all hosts are looked at.")]
    public string? Agent { get; init; }
}
