namespace OrleansOps.Cli;

/// <summary>A rule as a file has it. What is missing the server says.</summary>
internal sealed record PutCommandRule(string? Name = null, string? Expression = null, string? On = null, string? Action = null, string? Message = null);
