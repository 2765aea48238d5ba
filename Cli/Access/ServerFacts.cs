namespace OrleansOps.Cli;

/// <summary>What a gateway is.</summary>
internal sealed record ServerFacts(string? Version = null);
