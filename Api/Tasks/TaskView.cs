using System.ComponentModel;
using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>A task as it stands.</summary>
public sealed record TaskView
{
    public required string Id { get; init; }

    [Description("What its submitter calls it.")]
    public string? Name { get; init; }

    public required AgentName Agent { get; init; }

    public required TaskKind Kind { get; init; }

    [Description("The script's own first line (#!), which runs it; absent if it has none.")]
    public string? Interpreter { get; init; }

    [Description("The script has lines that end with CR LF, which shells on Linux stumble over.")]
    public bool WindowsLineEnds { get; init; }

    public IReadOnlyList<string>? Argv { get; init; }

    public string? WorkingDirectory { get; init; }

    public required long TimeoutSeconds { get; init; }

    public required long QueueSeconds { get; init; }

    [Description("The file that it puts on its host, for kind file; without its content, which the spec has, and with its size.")]
    public SubmitFile? File { get; init; }

    [Description("What it brings from its host, for kind collect.")]
    public SubmitCollect? Collect { get; init; }

    [Description("What it has brought into the store.")]
    public IReadOnlyList<TaskArtifact>? Artifacts { get; init; }

    [Description("How it is ended when it is cancelled or runs too long.")]
    public required TaskGrace Grace { get; init; }

    [Description("The terminal that it finds; left out if it has none.")]
    public TaskTerminal? Tty { get; init; }

    [Description("That somebody types into it; null: it takes no input.")]
    public TaskInput? Input { get; init; }

    [Description("Whose it is, where that is not the user that other tasks of the host run for.")]
    public SubmitRunAs? RunAs { get; init; }

    public string? Umask { get; init; }

    public bool CreateDirectory { get; init; }

    public string? Locale { get; init; }

    public string? TimeZone { get; init; }

    public int? Nice { get; init; }

    public string? IoNice { get; init; }

    [Description("What it may use; left out if it has no limits.")]
    public SubmitLimits? Limits { get; init; }

    [Description("By which means its host held them; left out until it is over.")]
    public LimitsHeld? LimitsHeld { get; init; }

    [Description("Variables that get the values of stored secrets: variable and name of the secret.")]
    public IReadOnlyDictionary<string, string>? StoredSecrets { get; init; }

    [Description("Variables out of secrets and storedSecrets that have the path of a file with the value.")]
    public IReadOnlyList<string>? SecretFiles { get; init; }

    [Description("The lock that it must have while it runs; left out if it names none.")]
    public string? Lock { get; init; }

    [Description("Rules on commands that fitted it when it was submitted, with what they say.")]
    public IReadOnlyList<string>? Warnings { get; init; }

    [Description("What it set with lines of output that read ##[set-output name=NAME]VALUE, known once it is over: up to 100 values, 64 KiB with their names, secrets masked.")]
    public IReadOnlyDictionary<string, string>? Outputs { get; init; }

    [Description("Bytes of output that are kept, both streams together.")]
    public required long LogCapBytes { get; init; }

    [Description("How long it and its log are kept once it is over, where it asked for a time of its own.")]
    public long? KeepSeconds { get; init; }

    public required OnLost OnLost { get; init; }

    [Description("How often it is started again when it fails.")]
    public SubmitRetry? Retry { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required TaskPhase Phase { get; init; }

    [Description("From 1; raised when an order that was never accepted is sent again, or a lost task is started again.")]
    public required int Attempt { get; init; }

    [Description("Each time that it was handed to its host, oldest first.")]
    public required IReadOnlyList<TaskAttempt> Attempts { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required string SubmittedBy { get; init; }

    [Description("Id of the token that submitted it: several tokens may have one name.")]
    public string? SubmittedById { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    [Description("When the host took it on.")]
    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? ExitCode { get; init; }

    public int? Signal { get; init; }

    public TaskOutcome? Outcome { get; init; }

    [Description("What went wrong, by one table for all tasks; left out while nothing has.")]
    public TaskError? Error { get; init; }

    [Description("Why it waits, or what happened and what can be done.")]
    public string? Reason { get; init; }

    [Description("Why it is not sent yet; only while it is queued.")]
    public string? WaitingFor { get; init; }

    [Description("What reason says as codes and values, a sentence each.")]
    public IReadOnlyList<Why>? Why { get; init; }

    public DateTimeOffset? CancelRequestedAt { get; init; }

    public string? CancelRequestedBy { get; init; }

    public required TaskLog Log { get; init; }

    [Description("Processes of the task that lived on after its root ended.")]
    public required int ProcessesLeft { get; init; }

    [Description("Bytes of standard output that the log lacks. A record with dropped says where and why.")]
    public required long StdoutDropped { get; init; }

    [Description("Bytes of standard error that the log lacks.")]
    public required long StderrDropped { get; init; }

    [Description("What it used; left out until it is over, where nobody saw its end, or where its host runs too old a version to say.")]
    public TaskUsage? Usage { get; init; }

    public LateResult? LateResult { get; init; }

    [Description("The trace that it belongs to: of the call that submitted it (W3C trace context).")]
    public string? TraceId { get; init; }

    [Description("Where that trace can be looked at, if the gateway is set to say so.")]
    public string? TraceLink { get; init; }

    [Description("Nothing more will happen to it.")]
    public required bool Terminal { get; init; }
}
