namespace OrleansOps.Cli;

/// <summary>A process that hosts grains.</summary>
internal sealed record SystemSilo(string? Name = null, string? Address = null, string? Status = null, DateTimeOffset? Since = null, int? Activations = null);
