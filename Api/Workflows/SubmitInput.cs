using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What an earlier step has put out, as a variable of the task.</summary>
public sealed record SubmitInput
{
    [Description("Name of the step. It is a job, and one of those that this step needs, or that those need.")]
    public string? Step { get; init; }

    [Description("Name of the output, as in ##[set-output name=NAME]VALUE. All hosts that set it must have set the same.")]
    public string? Output { get; init; }

    [Description("The value where no host has set it, at most 4,096 characters. Default: none, and then the step fails.")]
    public string? Default { get; init; }
}
