using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The variables of <c>--env-file</c> and <c>--env</c>; the latter win.</summary>
internal static class EnvVariables
{
    public static Dictionary<string, string> Read(IEnumerable<string> files, IEnumerable<string> options)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            AddFile(values, file);
        }

        foreach (var option in options)
        {
            Add(values, option, $"--env {Printable.Of(option)}");
        }

        return values;
    }

    /// <summary>One NAME=VALUE on each line, taken literally: quotes and dollar signs mean themselves. Empty lines and # lines are skipped.</summary>
    private static void AddFile(Dictionary<string, string> values, string path)
    {
        var number = 0;
        foreach (var line in InputFile.Lines("--env-file", path))
        {
            number++;
            if (line.AsSpan().Trim() is { Length: > 0 } text && text[0] != '#')
            {
                Add(values, line, $"{Printable.Of(path)} line {number}");
            }
        }
    }

    private static void Add(Dictionary<string, string> values, string pair, string source)
    {
        if (KeyValues.Split(pair) is { } both)
        {
            values[both.Name] = both.Value;
            return;
        }

        if (pair.Length == 0 || pair.Contains('=', StringComparison.Ordinal))
        {
            throw CliException.Usage($"{source}: write NAME=VALUE, or NAME alone to pass on the variable of that name.");
        }

        values[pair] = Environment.GetEnvironmentVariable(pair) ?? throw CliException.Usage(
            $"{source}: there is no variable {Printable.Of(pair)} here to pass on.", "Write NAME=VALUE, or export it first.");
    }
}
