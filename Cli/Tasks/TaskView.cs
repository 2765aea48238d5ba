namespace OrleansOps.Cli;

/// <summary>A task as the server shows it. Phases and outcomes stay text: a newer server may know more of them.</summary>
/// <param name="Terminal">True once nothing about the task will change any more, but for a late result.</param>
/// <param name="Reason">A sentence: why it waits, what happened, what to do.</param>
/// <param name="Signal">Number of the signal that ended the script.</param>
/// <param name="ProcessesLeft">Processes of the task that live on after it.</param>
/// <param name="StdoutDropped">Bytes of standard output that the log lacks.</param>
/// <param name="StderrDropped">Bytes of standard error that the log lacks.</param>
internal sealed record TaskView(
    string Id,
    AgentRef Agent,
    string Phase,
    bool Terminal,
    string? Kind = null,
    IReadOnlyList<string>? Argv = null,
    string? WorkingDirectory = null,
    long? TimeoutSeconds = null,
    long? KeepSeconds = null,
    long? QueueSeconds = null,
    IReadOnlyDictionary<string, string>? Labels = null,
    int Attempt = 0,
    DateTimeOffset? SubmittedAt = null,
    string? SubmittedBy = null,
    DateTimeOffset? SentAt = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    int? ExitCode = null,
    int? Signal = null,
    string? Outcome = null,
    string? Reason = null,
    DateTimeOffset? CancelRequestedAt = null,
    string? CancelRequestedBy = null,
    TaskLogMark? Log = null,
    int ProcessesLeft = 0,
    LateResult? LateResult = null,
    long StdoutDropped = 0,
    long StderrDropped = 0,
    string? OnLost = null,
    IReadOnlyList<TaskAttempt>? Attempts = null,
    TaskGrace? Grace = null,
    TaskTerminal? Tty = null,
    string? Interpreter = null,
    bool WindowsLineEnds = false,
    string? Name = null,
    TaskUsage? Usage = null,
    string? TraceId = null,
    string? TraceLink = null,
    TaskError? Error = null,
    TaskLimits? Limits = null,
    LimitsHeld? LimitsHeld = null,
    SubmitFile? File = null,
    IReadOnlyDictionary<string, string>? Outputs = null,
    IReadOnlyList<TaskArtifact>? Artifacts = null,
    IReadOnlyList<string>? Warnings = null,
    InputIdle? Input = null);
