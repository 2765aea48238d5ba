using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How long each polite signal gets when the task is ended: SIGINT, a wait, SIGTERM, a wait, SIGKILL. A signal with no time is not sent.</summary>
public sealed record TaskGrace(
    [property: Description("Seconds after SIGINT.")] double InterruptSeconds,
    [property: Description("Seconds after SIGTERM.")] double TerminateSeconds);
