namespace OrleansOps.Cli;

/// <summary>What a stored secret is to be. What is left out stays as it was.</summary>
/// <param name="Value">Its value.</param>
/// <param name="On">Which hosts' tasks may use it.</param>
internal sealed record PutSecret(string? Value = null, string? On = null);
