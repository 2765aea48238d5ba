using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Something that can be given to a workflow. What is left out has a default.</summary>
public sealed record SubmitParameter
{
    [Description("text (default), number (such as -1.5) or boolean (true or false).")]
    public ParameterType? Type { get; init; }

    [Description("What it is for, in at most 500 printable characters.")]
    public string? Description { get; init; }

    [Description("Its value where none is given. Without a default a value must be given.")]
    public string? Default { get; init; }

    [Description("The values that it can have, 1 to 100. Default: any of its type.")]
    public IReadOnlyList<string>? Choices { get; init; }

    [Description("A regular expression, at most 500 characters, that the whole value must match. Without look-around and back references.")]
    public string? Pattern { get; init; }
}
