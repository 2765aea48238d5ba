namespace OrleansOps.Cli;

/// <summary>What a gateway is.</summary>
/// <param name="Runtime">The grain runtime: Embedded or Orleans.</param>
internal sealed record ServerFacts(string? Version = null, string? Runtime = null);
