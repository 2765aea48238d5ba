using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What went wrong with a task: a row of docs/errors.md.</summary>
public sealed record TaskError
{
    [Description("Its number, which keeps its meaning.")]
    public required int Code { get; init; }

    [Description("Its name, of several numbers alike.")]
    public required string Name { get; init; }

    [Description("What that means.")]
    public required string Title { get; init; }

    [Description("What can be done.")]
    public required string Advice { get; init; }
}
