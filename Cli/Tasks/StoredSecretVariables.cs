using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The variables of <c>--stored-secret NAME[=VARIABLE]</c>: nothing of them is secret here, the host is told the value by the server.</summary>
internal static class StoredSecretVariables
{
    public const string Option = "--stored-secret";

    /// <summary>Variable and name of the secret; null where none is asked for.</summary>
    public static Dictionary<string, string>? Read(IEnumerable<string> texts)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var (name, variable) = KeyValues.Split(text) is { } both ? both : (text, VariableOf(text));
            if (name.Length == 0 || variable.Length == 0 || name.Contains('=', StringComparison.Ordinal))
            {
                throw CliException.Usage($"{Option} takes NAME or NAME=VARIABLE, not \"{Printable.Of(text)}\".", $"For example: {Option} db-password=DB_PASSWORD");
            }

            if (!secrets.TryAdd(variable, name))
            {
                throw CliException.Usage($"{Option}: the variable {Printable.Of(variable)} is given twice.", $"Name another one: {Option} {Printable.Of(name)}=VARIABLE");
            }
        }

        return KeyValues.OrNull(secrets);
    }

    /// <summary>DB_PASSWORD for db-password: what a shell can name.</summary>
    public static string VariableOf(string name)
    {
        var letters = name.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_').ToArray();
        return letters is [>= '0' and <= '9', ..] ? $"_{new string(letters)}" : new string(letters);
    }
}
