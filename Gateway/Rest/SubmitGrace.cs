using System.ComponentModel;

namespace OrleansOps.Rest;

/// <summary>How a task is ended: SIGINT, a wait, SIGTERM, a wait, SIGKILL.</summary>
internal sealed record SubmitGrace
{
    [Description("Seconds after SIGINT: 0 to 600. Default: 7.5.")]
    public double? InterruptSeconds { get; init; }

    [Description("Seconds after SIGTERM: 0 to 600. Default: 2.5.")]
    public double? TerminateSeconds { get; init; }
}
