using System.Text.RegularExpressions;

namespace OrleansOps.Protocol;

/// <summary>The form of what names a user, a group, a locale and a time zone. Both ends hold it: none can be taken for an option, a path or two of them.</summary>
public static partial class AccountNames
{
    /// <summary>Characters of one.</summary>
    public const int Length = 64;

    /// <summary>Supplementary groups of one task.</summary>
    public const int MostGroups = 32;

    /// <summary>A user's or a group's: letters, digits, '.', '_', '@' and '-', not first; a '$' may end it.</summary>
    public static bool IsAccount(string? name) => name is { Length: > 0 and <= Length } && Account().IsMatch(name);

    public static bool IsLocale(string? name) => name is { Length: > 0 and <= Length } && Locale().IsMatch(name);

    /// <summary>Names between slashes; it is looked for in the host's database of them.</summary>
    public static bool IsTimeZone(string? name) => name is { Length: > 0 and <= Length } && Zone().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._@-]*\$?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Account();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._@-]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Locale();

    [GeneratedRegex(@"\A[A-Za-z0-9+_-]+(/[A-Za-z0-9+_-]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Zone();
}
