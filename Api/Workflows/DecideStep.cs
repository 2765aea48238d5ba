using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Approves or rejects a step that waits for that.</summary>
public sealed record DecideStep
{
    [Description("true: it is approved, and the workflow goes on; false: it is rejected, and has failed.")]
    public bool? Approve { get; init; }

    [Description("Why, in at most 500 printable characters.")]
    public string? Comment { get; init; }
}
