using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Confirms a plan, or discards it.</summary>
public sealed record DecideRun
{
    [Description("Why, in at most 500 printable characters.")]
    public string? Comment { get; init; }
}
