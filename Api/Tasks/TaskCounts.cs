using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How many tasks are in which phase.</summary>
public sealed record TaskCounts
{
    public required int Queued { get; init; }

    public required int Sent { get; init; }

    public required int Running { get; init; }

    public required int Cancelling { get; init; }

    public required int CancelUnconfirmed { get; init; }

    public required int Succeeded { get; init; }

    public required int Failed { get; init; }

    public required int TimedOut { get; init; }

    public required int Cancelled { get; init; }

    public required int Lost { get; init; }

    public required int Rejected { get; init; }

    [Description("False: only the newest 10000 tasks were counted; there are at least as many.")]
    public required bool Complete { get; init; }

    [Description("The same for those that are not over: false where there are more than 10000 of them.")]
    public required bool OpenComplete { get; init; }
}
