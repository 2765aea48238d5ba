namespace OrleansOps.Cli;

/// <summary>One host of a job.</summary>
/// <param name="Number">Its place in the order of turns, from 1.</param>
/// <param name="TaskId">Its newest task; null before its turn.</param>
/// <param name="Phase">How that task ended; null until it has.</param>
/// <param name="Tries">How often it had its turn.</param>
/// <param name="Reason">Why it has no task where it should have one.</param>
internal sealed record JobHost(
    int Number,
    AgentRef Agent,
    string State,
    string? TaskId = null,
    string? Phase = null,
    int? ExitCode = null,
    DateTimeOffset? EndedAt = null,
    int Tries = 0,
    string? Reason = null);
