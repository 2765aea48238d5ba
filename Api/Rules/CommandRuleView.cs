using System.ComponentModel;
using OrleansOps.Rules;

namespace OrleansOps.Api;

/// <summary>A rule on what tasks run.</summary>
public sealed record CommandRuleView
{
    [Description("What it is called.")]
    public required string Name { get; init; }

    [Description("The regular expression; the rule fits where it is found.")]
    public required string Expression { get; init; }

    [Description("The expression of the hosts that it is for; left out: all.")]
    public string? On { get; init; }

    public required CommandRuleAction Action { get; init; }

    [Description("What is said to whom it meets.")]
    public string? Message { get; init; }
}
