using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>The size of a task's terminal from now on.</summary>
public sealed record ResizeTerminal
{
    [Description("Characters in a line: 1 to 1000.")]
    public int? Columns { get; init; }

    [Description("Lines: 1 to 1000.")]
    public int? Rows { get; init; }
}
