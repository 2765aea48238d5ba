using System.ComponentModel;

namespace OrleansOps.Rest;

/// <summary>The terminal that the task finds.</summary>
internal sealed record TaskTerminal(
    [property: Description("Characters in a line.")] int Columns,
    [property: Description("Lines.")] int Rows);
