namespace OrleansOps.HostAgent.Logs;

/// <summary>What an attempt's output has said so far, for the agent's next life: the bytes that said it may be gone by then.</summary>
/// <param name="Attempt">Whose output.</param>
/// <param name="Masks">Values that are masked beside the task's secrets.</param>
/// <param name="Outputs">What it has set, with a mask over what was known to be secret.</param>
/// <param name="Refused">How many commands had no effect.</param>
/// <param name="Why">Why the first of them had none.</param>
internal sealed record HeardCommands(AttemptId Attempt, IReadOnlyList<string> Masks, IReadOnlyDictionary<string, string> Outputs, int Refused, string? Why);
