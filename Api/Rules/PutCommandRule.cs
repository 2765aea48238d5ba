using System.ComponentModel;
using OrleansOps.Rules;

namespace OrleansOps.Api;

/// <summary>A rule on what tasks run.</summary>
public sealed record PutCommandRule
{
    [Description("What it is called: 1 to 64 printable characters, no two alike.")]
    public string? Name { get; init; }

    [Description("A regular expression of 1 to 500 characters, without look-around and back references. It is looked for in the script, in program and arguments with blanks between, and in standard input, each for itself.")]
    public string? Expression { get; init; }

    [Description("Which hosts it is for: an expression as jobs have it, such as role=web. Default: all.")]
    public string? On { get; init; }

    [Description("warn: the task runs, and says so. block: it is refused.")]
    public CommandRuleAction? Action { get; init; }

    [Description("What is said to whom it meets: up to 500 printable characters.")]
    public string? Message { get; init; }
}
