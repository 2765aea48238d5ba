namespace OrleansOps.Cli;

/// <summary>What is to change of a host; null: as it is.</summary>
internal sealed record EditAgent(string? Name = null, IReadOnlyDictionary<string, string?>? Labels = null, long? Slots = null, bool? Throttle = null);
