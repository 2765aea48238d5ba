using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>That somebody types into the task's terminal.</summary>
public sealed record SubmitTerminalInput
{
    [Description("After so long without input it is ended: 60 to 86400. Default: 1800.")]
    public int? IdleSeconds { get; init; }
}
