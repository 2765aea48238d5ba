using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A terminal for the task, for programs that print otherwise (or not at all) without one. All that it prints is then standard output, in the exact order.</summary>
public sealed record SubmitTerminal
{
    [Description("Characters in a line: 1 to 1000. Default: 80.")]
    public int? Columns { get; init; }

    [Description("Lines: 1 to 1000. Default: 24.")]
    public int? Rows { get; init; }
}
