namespace OrleansOps.Protocol;

/// <summary>A report needs no repeating.</summary>
/// <param name="MessageId">Which report.</param>
/// <param name="Code">What became of it.</param>
public sealed record TaskSettled(string TaskId, int Attempt, string MessageId, SettledCode Code);
