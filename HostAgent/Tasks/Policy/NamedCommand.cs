using System.Globalization;
using System.Text.RegularExpressions;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// A command that this host offers under a name. Its program and its words are the host's; what a task may add are arguments, each of which fits an
/// expression of the host's as a whole and is part of one word, never read by a shell.
/// </summary>
internal sealed partial class NamedCommand(string name, IReadOnlyList<string> words, IReadOnlyList<string> expressions, IReadOnlyList<string> variables)
{
    private readonly Regex[] _arguments = [.. expressions.Select(Whole)];

    public string Name => name;

    /// <summary>Its program, and the words behind that; {1} stands for the first argument.</summary>
    public IReadOnlyList<string> Words => words;

    public IReadOnlyList<string> Expressions => expressions;

    /// <summary>The expression, which all of an argument must fit.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It looks back or around, which takes as long as its text wants.</exception>
    public static Regex Whole(string expression)
    {
        const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        _ = new Regex(expression, Options);   // alone: put between parentheses, "a)|(b" would be one
        return new Regex($@"\A(?:{expression})\z", Options);
    }

    /// <summary>Arguments that its words name.</summary>
    public static IEnumerable<int> Named(string word) => Place.Matches(word).Select(Number);

    /// <summary>Why it is not run as a task asks; null if it is.</summary>
    public string? Problem(RunTask order)
    {
        var given = order.Argv.Skip(1).ToList();
        return order switch
        {
            { Script: not null } or { Stdin.Length: > 0 } or { InputIdleMs: not null } or { WorkingDirectory: not null } or { RunAs: not null } or { Setting: not null } or { Artifacts: not null } =>
                $"'{name}' takes arguments alone: no script, stdin, input, workingDirectory, runAs, umask, createDirectory, locale, timeZone, nice, ioNice and artifacts",
            _ when given.Count != _arguments.Length => string.Create(CultureInfo.InvariantCulture, $"'{name}' takes {_arguments.Length} arguments, and the task gives {given.Count}"),
            _ when Enumerable.Range(0, given.Count).FirstOrDefault(at => !_arguments[at].IsMatch(given[at]), -1) is >= 0 and var odd =>
                string.Create(CultureInfo.InvariantCulture, $"argument {odd + 1} of '{name}' is not all of {expressions[odd]}"),
            _ when order.Variables.Select(variable => variable.Key).FirstOrDefault(variable => !variables.Contains(variable, StringComparer.Ordinal)) is { } variable =>
                $"'{name}' takes no variable '{variable}' from a task",
            _ => null,
        };
    }

    /// <summary>What is run for a task that has no problem. A trace is a variable of the task's, too.</summary>
    public RunTask ToRun(RunTask order) => order with
    {
        Kind = TaskKind.Argv,
        Argv = [.. words.Select(word => Place.Replace(word, place => order.Argv[Number(place)]))],   // in one go: what an argument says is not looked at again
        TraceParent = null,
        TraceState = null,
    };

    private static int Number(Match place) => int.Parse(place.ValueSpan[1..^1], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{[1-9][0-9]?\}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Place { get; }
}
