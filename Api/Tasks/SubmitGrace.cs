using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How a task is ended: SIGINT, a wait, SIGTERM, a wait, SIGKILL. A signal without a wait is not sent.</summary>
public sealed record SubmitGrace
{
    [Description("Seconds after SIGINT: 0 to 600; 0 sends none. Default: 7.5.")]
    public double? InterruptSeconds { get; init; }

    [Description("Seconds after SIGTERM: 0 to 600; 0 sends none. Default: 2.5.")]
    public double? TerminateSeconds { get; init; }
}
