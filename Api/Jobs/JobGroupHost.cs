namespace OrleansOps.Api;

/// <summary>One host of a group.</summary>
/// <param name="Number">Its place in the order of turns, from 1.</param>
/// <param name="TaskId">Its newest task; null before its turn.</param>
public sealed record JobGroupHost(int Number, AgentName Agent, string? TaskId);
