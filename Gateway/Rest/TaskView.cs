using System.ComponentModel;
using OrleansOps.Tasks;

namespace OrleansOps.Rest;

/// <summary>A task as it stands.</summary>
internal sealed record TaskView
{
    public required string Id { get; init; }

    public required AgentName Agent { get; init; }

    public required TaskKind Kind { get; init; }

    public IReadOnlyList<string>? Argv { get; init; }

    public string? WorkingDirectory { get; init; }

    public required long TimeoutSeconds { get; init; }

    public required long QueueSeconds { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required TaskPhase Phase { get; init; }

    [Description("From 1; raised when an order that was never accepted is sent again.")]
    public required int Attempt { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required string SubmittedBy { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    [Description("When the agent took it on.")]
    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? ExitCode { get; init; }

    public int? Signal { get; init; }

    public TaskOutcome? Outcome { get; init; }

    [Description("Why it waits, or what happened and what can be done.")]
    public string? Reason { get; init; }

    [Description("Why it is not sent yet; only while it is queued.")]
    public string? WaitingFor { get; init; }

    public DateTimeOffset? CancelRequestedAt { get; init; }

    public string? CancelRequestedBy { get; init; }

    public required TaskLog Log { get; init; }

    [Description("Processes of the task that lived on after its root ended.")]
    public required int ProcessesLeft { get; init; }

    public LateResult? LateResult { get; init; }

    [Description("Nothing more will happen to it.")]
    public required bool Terminal { get; init; }
}
