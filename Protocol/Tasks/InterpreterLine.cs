using System.Text;

namespace OrleansOps.Protocol;

/// <summary>
/// The first line of a script that names its interpreter ("#!/bin/bash -eu"), read as the kernel reads it: a program, and whatever stands behind
/// it as one argument. A carriage return at its end is a line end of Windows and no part of it.
/// </summary>
public sealed record InterpreterLine(string Program, string? Argument)
{
    private static readonly string[] Shells = ["sh", "dash", "ash"];

    /// <summary>The line without its "#!".</summary>
    public string Text => Argument is null ? Program : $"{Program} {Argument}";

    /// <summary>The interpreter's name; with <c>env</c> the one that it looks for.</summary>
    public string Name => NameOf(Program) is not "env" and var name ? name : NameOf(Looked() ?? "env");

    /// <summary>What env looks for on the path; null where the line names its program itself.</summary>
    public string? OnPath => NameOf(Program) is "env" && Looked() is { } looked && !looked.Contains('/', StringComparison.Ordinal) ? looked : null;

    /// <summary>What a task with such a script is; null for an interpreter that only <see cref="TaskKind.Auto"/> runs.</summary>
    public TaskKind? Kind => Name switch
    {
        var name when Shells.Contains(name, StringComparer.Ordinal) => TaskKind.Shell,
        "bash" => TaskKind.Bash,
        var name when name.StartsWith("python", StringComparison.Ordinal) && name["python".Length..].All(letter => letter is '.' or (>= '0' and <= '9')) => TaskKind.Python,
        "perl" => TaskKind.Perl,
        "node" or "nodejs" => TaskKind.Node,
        "pwsh" => TaskKind.Pwsh,
        _ => null,
    };

    /// <summary>The line of a script; null if it has none.</summary>
    public static InterpreterLine? Of(ReadOnlySpan<byte> script)
    {
        if (!script.StartsWith("#!"u8))
        {
            return null;
        }

        var end = script.IndexOf((byte)'\n');
        var text = Encoding.UTF8.GetString(script[2..(end < 0 ? script.Length : end)]).Trim(' ', '\t', '\r');
        var blank = text.AsSpan().IndexOfAny(' ', '\t');
        return text.Length == 0 ? null
            : blank < 0 ? new InterpreterLine(text, null)
            : new InterpreterLine(text[..blank], text[blank..].Trim(' ', '\t'));
    }

    /// <summary>What env is asked for, behind its options and variables.</summary>
    private string? Looked() => Argument?.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.StartsWith("-S", StringComparison.Ordinal) ? word[2..] : word)
        .FirstOrDefault(word => word.Length > 0 && word[0] != '-' && !word.Contains('=', StringComparison.Ordinal));

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
