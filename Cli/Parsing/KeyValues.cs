using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Pairs written NAME=VALUE.</summary>
internal static class KeyValues
{
    /// <summary>The last of several with the same name wins.</summary>
    public static Dictionary<string, string> Parse(string option, IEnumerable<string> pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var (name, value) = Split(pair) ?? throw CliException.Usage(
                $"{option} takes NAME=VALUE, not \"{Printable.Of(pair)}\".", $"For example: {option} team=storage");
            values[name] = value;
        }

        return values;
    }

    /// <summary>Splits at the first equals sign. Null without one, or with nothing before it.</summary>
    public static (string Name, string Value)? Split(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (pair[..at], pair[(at + 1)..]) : null;
    }

    /// <summary>Null if there are none, so that an empty object is not sent.</summary>
    public static Dictionary<string, string>? OrNull(Dictionary<string, string> values) => values.Count == 0 ? null : values;
}
