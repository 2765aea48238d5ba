namespace OrleansOps.HostAgent.Agents;

/// <summary>How the agent stands with its gateways, as it last wrote it down for who asks on the host.</summary>
/// <param name="Process">Who wrote it; where that is not the process that has the directory, it is of an earlier life.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Gateway">The gateway that it is connected to; null: to none.</param>
/// <param name="Reason">Why it is connected to none, as a sentence.</param>
internal sealed record SessionNote(int Process, DateTimeOffset Since, string? Gateway = null, string? Reason = null);
