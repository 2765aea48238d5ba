namespace OrleansOps.Cli;

/// <summary>What is to change of a host; null: as it is.</summary>
internal sealed record EditAgent(string? Name, IReadOnlyDictionary<string, string?>? Labels);
