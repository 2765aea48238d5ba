using System.Text;
using OrleansOps.Http;
using OrleansOps.Operators.Agents;
using OrleansOps.Protocol;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Tasks;

/// <summary>What the variables of a submission must be like, those with open and those with secret values.</summary>
internal static class EnvironmentRules
{
    /// <summary>How names begin that the agent gives, and refuses to take.</summary>
    private const string AgentsOwn = "OPS_";

    /// <summary>The first rule that they break, or null.</summary>
    public static Refusal? Broken(IReadOnlyDictionary<string, string>? env, IReadOnlyDictionary<string, string?>? secrets, IReadOnlyDictionary<string, string>? stored = null) =>
        Names("env", env?.Keys)
        ?? Names("secrets", secrets?.Keys)
        ?? Names("storedSecrets", stored?.Keys)
        ?? OpenValues(env)
        ?? SecretValues(secrets)
        ?? StoredNames(stored)
        ?? Twice(env?.Keys, secrets?.Keys, "env", "secrets")
        ?? Twice(env?.Keys, stored?.Keys, "env", "storedSecrets")
        ?? Twice(secrets?.Keys, stored?.Keys, "secrets", "storedSecrets")
        ?? Together(
            (env?.Count ?? 0) + (secrets?.Count ?? 0) + (stored?.Count ?? 0), SizeOf(env) + SizeOf(secrets) + SizeOf(stored),
            (secrets, stored) switch
            {
                (_, { Count: > 0 }) => "'env', 'secrets' and 'storedSecrets' together have",
                ({ Count: > 0 }, _) => "'env' and 'secrets' together have",
                _ => "'env' has",
            });

    /// <summary>The first rule that the list of those that come as files breaks, or null.</summary>
    public static Refusal? BrokenFiles(IReadOnlyList<string>? files, IReadOnlyDictionary<string, string?>? secrets, IReadOnlyDictionary<string, string>? stored)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in files ?? [])
        {
            if (name is null || (secrets?.ContainsKey(name) is not true && stored?.ContainsKey(name) is not true))
            {
                return Refusal.Bad(
                    Api.ProblemCodes.InvalidVariable, "secretFiles", $"'secretFiles' has '{AgentNames.Shown(name ?? "")}', and 'secrets' and 'storedSecrets' have no such variable. Name a variable of theirs, or add it there.");
            }

            if (!seen.Add(name))
            {
                return Refusal.Bad(Api.ProblemCodes.GivenTwice, "secretFiles", $"'secretFiles' has '{name}' twice. Name it once.");
            }
        }

        return null;
    }

    public static Refusal? Names(string field, IEnumerable<string>? names) =>
        names?.FirstOrDefault(name => !IsVariableName(name)) is { } odd
            ? Refusal.Bad(Api.ProblemCodes.InvalidVariable, field, $"'{field}' has a variable '{odd}': names are letters, digits and '_', do not begin with a digit, and have a string as value.")
        : names?.FirstOrDefault(name => name.StartsWith(AgentsOwn, StringComparison.Ordinal)) is { } reserved
            ? Refusal.Bad(Api.ProblemCodes.InvalidVariable, field, $"'{field}' has a variable '{reserved}': names that begin with {AgentsOwn} are the agent's own, which tells each task its id in them. Choose another name.")
        : null;

    private static Refusal? OpenValues(IReadOnlyDictionary<string, string>? env) => env?.FirstOrDefault(variable => variable.Value is null) is { Key: { } name }
        ? Refusal.Bad(Api.ProblemCodes.InvalidVariable, "env", $"'env' has a variable '{name}': names are letters, digits and '_', do not begin with a digit, and have a string as value.")
        : null;

    private static Refusal? SecretValues(IReadOnlyDictionary<string, string?>? secrets) =>
        secrets?.FirstOrDefault(secret => secret.Value is null) is { Key: { } name }
            ? Refusal.Bad(Api.ProblemCodes.SecretNotGiven, "secrets", $"'secrets' has no value for '{name}'. What is secret is never given out, so a task that is run again needs it once more.")
        : secrets?.FirstOrDefault(secret => Encoding.UTF8.GetByteCount(secret.Value!) is > 0 and < Limits.SecretBytes) is { Key: { } brief }
            ? Refusal.Bad(Api.ProblemCodes.SecretTooShort, "secrets", $"'secrets' has a value for '{brief}' of less than {Limits.SecretBytes} bytes: it would be masked all over the output. Choose a longer one, or send it as 'env' if all may see it.")
        : null;

    private static Refusal? StoredNames(IReadOnlyDictionary<string, string>? stored) => stored?.FirstOrDefault(variable => !SecretNames.IsName(variable.Value)) is { Key: { } variable }
        ? Refusal.Bad(
            Api.ProblemCodes.InvalidName, "storedSecrets",
            $"'storedSecrets' has no name of a secret for '{variable}': that is 1 to {SecretNames.Length} characters out of A-Z, a-z, 0-9, '_', '-' and '.', the first a letter or a digit.")
        : null;

    private static Refusal? Twice(IEnumerable<string>? one, IEnumerable<string>? other, string oneField, string otherField) =>
        one is not null && other?.FirstOrDefault(one.Contains) is { } twice
            ? Refusal.Bad(Api.ProblemCodes.GivenTwice, otherField, $"'{oneField}' and '{otherField}' both have a variable '{twice}'. Send one of them.")
            : null;

    private static Refusal? Together(int count, int size, string they) =>
        count > Limits.EnvCount ? Refusal.Bad(Api.ProblemCodes.TooManyVariables, "env", $"{they} {count} variables; the limit is {Limits.EnvCount}.")
        : size > Limits.ArgumentBytes ? Refusal.Bad(Api.ProblemCodes.EnvironmentTooLarge, "env", $"{they} {size} bytes; the limit is {Limits.ArgumentBytes}. Give the rest on stdin.")
        : null;

    private static int SizeOf<T>(IReadOnlyDictionary<string, T>? variables)
        where T : class? =>
        variables?.Sum(variable => variable.Key.Length + Encoding.UTF8.GetByteCount(variable.Value as string ?? "") + 2) ?? 0;

    private static bool IsVariableName(string name) =>
        name is { Length: > 0 and <= Limits.LabelLength }
        && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
