using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>Reads the commands that a host offers out of its settings: NAME.run (or NAME alone), NAME.args and NAME.env, with a line for each value.</summary>
internal static class NamedCommands
{
    public const int Most = 100;

    private const int NameLength = 64;
    private const int MostWords = 100;
    private const int MostArguments = 20;
    private const int MostVariables = 20;
    private const int ExpressionLength = 500;

    /// <summary>The commands, or what is wrong with the first that is wrong.</summary>
    public static (IReadOnlyList<NamedCommand> Commands, string? Problem) Read(IReadOnlyList<string> lines)
    {
        var commands = new List<NamedCommand>();
        foreach (var of in lines.GroupBy(NameOf, StringComparer.Ordinal))
        {
            if ((NameProblem(of.Key) ?? (Odd(of) is { } odd ? $"'{odd}' has no such part; a command has run, args and env." : null)) is { } problem)
            {
                return ([], problem);
            }

            var (words, expressions, variables) = (Values(of, "run"), Values(of, "args"), Values(of, "env"));
            if ((WordsProblem(words) ?? ArgumentsProblem(words, expressions) ?? VariablesProblem(variables)) is { } broken)
            {
                return ([], $"'{of.Key}' {broken}");
            }

            commands.Add(new NamedCommand(of.Key, words, expressions, variables));
        }

        return commands.Count <= Most ? (commands, null) : ([], string.Create(CultureInfo.InvariantCulture, $"there are {commands.Count} commands; the limit is {Most}."));
    }

    private static string KeyOf(string line) => line.Split('=', 2)[0];

    private static string NameOf(string line) => KeyOf(line).Split('.', 2)[0];

    private static string PartOf(string line) => KeyOf(line).Split('.', 2) is [_, var part] ? part : "run";

    private static List<string> Values(IEnumerable<string> lines, string part) =>
        [.. lines.Where(line => PartOf(line) == part).Select(line => line.Split('=', 2) is [_, var value] ? value : "")];

    private static string? Odd(IEnumerable<string> lines) => lines.FirstOrDefault(line => PartOf(line) is not ("run" or "args" or "env")) is { } odd ? KeyOf(odd) : null;

    private static string? NameProblem(string name) =>
        name.Length is > 0 and <= NameLength && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? null
            : $"'{Printable.Of(name)}' is no name of a command: 1 to {NameLength} letters, digits, '_' and '-'.";

    private static string? WordsProblem(List<string> words) => words switch
    {
        [] => "has no 'run' with a program.",
        { Count: > MostWords } => string.Create(CultureInfo.InvariantCulture, $"has {words.Count} words to run; the limit is {MostWords}."),
        [var program, ..] when !program.StartsWith('/') || NamedCommand.Named(program).Any() => "must run a program by its whole path, which no argument is part of.",
        [var program, ..] => FileTrust.Problem(program),
    };

    private static string? ArgumentsProblem(List<string> words, List<string> expressions)
    {
        if (expressions.Count > MostArguments)
        {
            return string.Create(CultureInfo.InvariantCulture, $"has {expressions.Count} args; the limit is {MostArguments}.");
        }

        foreach (var (index, expression) in expressions.Index())
        {
            if (ExpressionProblem(expression) is { } problem)
            {
                return string.Create(CultureInfo.InvariantCulture, $"has an expression for argument {index + 1} that {problem}");
            }
        }

        var named = words.SelectMany(NamedCommand.Named).Distinct().ToList();
        return named.Find(number => number > expressions.Count) is > 0 and var beyond ? string.Create(CultureInfo.InvariantCulture, $"runs {{{beyond}}}, and has {expressions.Count} args.")
            : Enumerable.Range(1, expressions.Count).FirstOrDefault(number => !named.Contains(number)) is > 0 and var unused
                ? string.Create(CultureInfo.InvariantCulture, $"has an expression for argument {unused}, and no {{{unused}}} in what it runs.")
            : null;
    }

    private static string? ExpressionProblem(string expression)
    {
        if (expression.Length is 0 or > ExpressionLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"has {expression.Length} characters; it may have 1 to {ExpressionLength}.");
        }

        try
        {
            _ = NamedCommand.Whole(expression);
            return null;
        }
        catch (Exception none) when (none is ArgumentException or NotSupportedException)
        {
            return $"is no regular expression that can be used here: {none.Message}";
        }
    }

    private static string? VariablesProblem(List<string> variables) =>
        variables.Count > MostVariables ? string.Create(CultureInfo.InvariantCulture, $"has {variables.Count} variables in env; the limit is {MostVariables}.") : null;
}
