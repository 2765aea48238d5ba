using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>How the processes of an attempt ended.</summary>
/// <param name="Kind">What is known of it.</param>
/// <param name="ExitCode">The root's exit code, if it exited.</param>
/// <param name="Signal">The signal that ended the root, if one did.</param>
/// <param name="ProcessesLeft">Processes that live on.</param>
/// <param name="Note">A sentence for the operator, if there is something to say.</param>
/// <param name="StdoutDropped">How many of the last bytes of its standard output are not in their file.</param>
/// <param name="StderrDropped">The same of standard error.</param>
/// <param name="Usage">What its processes used, if their end was seen.</param>
/// <param name="LimitsHeld">By which means its limits were held.</param>
/// <param name="Artifacts">What it has brought into the store.</param>
/// <param name="Failure">Why it never started, or why it was ended.</param>
internal sealed record ProcessEnd(
    ProcessEndKind Kind,
    int? ExitCode,
    int? Signal,
    DateTimeOffset? StartedAt,
    DateTimeOffset EndedAt,
    int ProcessesLeft = 0,
    string? Note = null,
    long StdoutDropped = 0,
    long StderrDropped = 0,
    TaskUsage? Usage = null,
    FailureCode? Failure = null,
    LimitsHeld? LimitsHeld = null,
    IReadOnlyList<TaskArtifact>? Artifacts = null)
{
    /// <summary>It was ended because it went over one of its limits.</summary>
    public bool IsOverLimit => Failure is FailureCode.LimitExceeded or FailureCode.MemoryLimitExceeded or FailureCode.CpuLimitExceeded or FailureCode.IdleLimitExceeded;

    public static ProcessEnd NeverStarted(DateTimeOffset at, string note, FailureCode? failure = null) =>
        new(ProcessEndKind.NeverStarted, null, null, null, at, 0, note, Failure: failure);
}
