using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A comparison of what an earlier step has put out with a text. It has one of is and isNot.</summary>
public sealed record SubmitCondition
{
    [Description("Name of the step. It is a job, and one of those that this step needs, or that those need.")]
    public string? Step { get; init; }

    [Description("Name of the output, as in ##[set-output name=NAME]VALUE. All hosts that set it must have set the same.")]
    public string? Output { get; init; }

    [Description("The value where no host has set it, at most 4,096 characters. Default: none, and then the step fails.")]
    public string? Default { get; init; }

    [Description("It holds if the output is this, letter for letter; at most 4,096 characters.")]
    public string? Is { get; init; }

    [Description("It holds if the output is anything else.")]
    public string? IsNot { get; init; }
}
