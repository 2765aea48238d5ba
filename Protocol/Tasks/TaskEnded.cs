namespace OrleansOps.Protocol;

/// <summary>How an attempt ended: an outcome and, where a process exited, its code.</summary>
/// <param name="MessageId">The same for every repeat of this report.</param>
/// <param name="Outcome">In which way it ended.</param>
/// <param name="ExitCode">The root process's exit code, 0 to 255; null if a signal ended it or it never started.</param>
/// <param name="Signal">The signal that ended the root process, if one did.</param>
/// <param name="StartedAt">When the root process started; null if it never did.</param>
/// <param name="EndedAt">When the task ended.</param>
/// <param name="StdoutBytes">Bytes of standard output in the task's log.</param>
/// <param name="StderrBytes">Bytes of standard error in the task's log.</param>
/// <param name="ProcessesLeft">Processes of the task that live on after its root ended, and keep its output open.</param>
/// <param name="Note">A sentence for the operator, where there is something to say.</param>
/// <param name="StdoutDropped">Bytes of standard output that the log lacks; a marker in the log says where and why.</param>
/// <param name="StderrDropped">The same of standard error.</param>
/// <param name="Usage">What it used; null where nothing ran, nobody saw its end, or the agent is too old to say.</param>
/// <param name="TraceParent">As the order had it.</param>
/// <param name="Times">When the host did what came before; null: not told.</param>
/// <param name="Failure">Why it failed, where the rest does not say it.</param>
/// <param name="Artifacts">What it has brought into the store.</param>
/// <param name="LimitsHeld">By which means its limits were held; null: it has none, or never started.</param>
/// <param name="Outputs">What it set with <c>##[set-output name=NAME]VALUE</c>, as <see cref="TaskOutputs"/> bounds it; null: nothing, or by an agent of an earlier version.</param>
public sealed record TaskEnded(
    string MessageId,
    string TaskId,
    int Attempt,
    TaskOutcome Outcome,
    int? ExitCode,
    int? Signal,
    DateTimeOffset? StartedAt,
    DateTimeOffset EndedAt,
    long StdoutBytes,
    long StderrBytes,
    int ProcessesLeft,
    string? Note,
    long StdoutDropped = 0,
    long StderrDropped = 0,
    TaskUsage? Usage = null,
    string? TraceParent = null,
    TaskTimes? Times = null,
    FailureCode? Failure = null,
    LimitsHeld? LimitsHeld = null,
    IReadOnlyDictionary<string, string>? Outputs = null,
    IReadOnlyList<TaskArtifact>? Artifacts = null);
