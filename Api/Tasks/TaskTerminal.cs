using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>The terminal that the task finds.</summary>
public sealed record TaskTerminal(
    [property: Description("Characters in a line.")] int Columns,
    [property: Description("Lines.")] int Rows);
