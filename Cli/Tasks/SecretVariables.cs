using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// The values of <c>--secret NAME</c>: our own variable of that name, or else a line of standard input or of the terminal. Never from the command line,
/// which every user of the machine can list.
/// </summary>
internal static class SecretVariables
{
    public const string Option = "--secret";

    /// <param name="isStdinTaken">Whether standard input is read for something else.</param>
    public static async Task<Dictionary<string, string?>?> Read(IReadOnlyList<string> names, bool isStdinTaken, CancellationToken cancel)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal))
            {
                throw CliException.Usage(
                    $"{Option} takes a name alone: every user of this machine can see the arguments of a command.",
                    $"export the variable, or give its value on standard input: {Option} {Printable.Of(name.Split('=')[0] is { Length: > 0 } before ? before : "NAME")}");
            }

            values[name] = Environment.GetEnvironmentVariable(name) ?? await Ask(name, isStdinTaken, cancel);
        }

        return values.Count == 0 ? null : values;
    }

    /// <summary>What a task that had secrets is run again with: each must be given once more.</summary>
    public static async Task<Dictionary<string, string?>?> ReadAgain(IEnumerable<string> needed, IReadOnlyList<string> given, CancellationToken cancel)
    {
        var missing = needed.Except(given, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? await Read(given, isStdinTaken: false, cancel)
            : throw CliException.Usage(
                $"The task had secrets, whose values are given out to nobody: {string.Join(", ", missing.Select(Printable.Of))}.",
                $"Give them again: {string.Join(' ', missing.Select(name => $"{Option} {Printable.Of(name)}"))}");
    }

    private static async Task<string> Ask(string name, bool isStdinTaken, CancellationToken cancel)
    {
        var shown = Printable.Of(name);
        if (Console.IsInputRedirected)
        {
            return (isStdinTaken ? null : await Console.In.ReadLineAsync(cancel)) is { Length: > 0 } line
                ? line
                : throw CliException.Usage($"{Option} {shown}: there is no variable {shown} here, and no line for it on standard input.", $"Export {shown}, or pipe its value in.");
        }

        await using var terminal = ControllingTerminal.TryOpen()
            ?? throw CliException.Usage($"{Option} {shown}: there is no variable {shown} here, and no terminal to ask on.", $"Export {shown}, or pipe its value in.");
        return await terminal.AskHidden($"{shown} (it is not shown): ", cancel);
    }
}
