namespace OrleansOps.Cli;

/// <summary>What would become of one attribute, or of one output.</summary>
internal sealed record AttributeChange(string Name, string? Before = null, string? After = null);
