namespace OrleansOps.Cli;

/// <summary>A part of a list.</summary>
/// <param name="NextCursor">Asks for the next part; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor = null);
