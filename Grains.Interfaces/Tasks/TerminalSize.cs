namespace OrleansOps.Tasks;

/// <summary>The terminal that a task's output goes to, 1 to 1,000 characters in a line and 1 to 1,000 lines.</summary>
[GenerateSerializer, Immutable, Alias("ops.TerminalSize")]
public sealed record TerminalSize([property: Id(0)] int Columns, [property: Id(1)] int Rows);
