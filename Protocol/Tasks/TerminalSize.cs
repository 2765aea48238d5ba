namespace OrleansOps.Protocol;

/// <summary>The terminal that a task's output goes to.</summary>
/// <param name="Columns">Characters in a line, 1 to <see cref="Limits.TerminalCells"/>.</param>
/// <param name="Rows">Lines, 1 to <see cref="Limits.TerminalCells"/>.</param>
public sealed record TerminalSize(int Columns, int Rows);
