using System.ComponentModel;
using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>One host of a job.</summary>
public sealed record JobHost
{
    [Description("Its place in the order of turns, from 1.")]
    public required int Number { get; init; }

    public required AgentName Agent { get; init; }

    public required JobHostState State { get; init; }

    [Description("Its newest task; null before its turn.")]
    public string? TaskId { get; init; }

    [Description("How that task ended; null until it has. While it is open, ask for the task.")]
    public TaskPhase? Phase { get; init; }

    public int? ExitCode { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    [Description("How often it had its turn.")]
    public required int Tries { get; init; }

    [Description("Why it has no task where it should have one.")]
    public string? Reason { get; init; }

    [Description("The same for programs.")]
    public IReadOnlyList<Why>? Why { get; init; }
}
