namespace OrleansOps.Cli;

/// <summary>What would be run.</summary>
internal sealed record TestCommandRules(string Text, string? Agent = null);
