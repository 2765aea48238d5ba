namespace OrleansOps.Secrets;

/// <summary>What stored secrets may be called, and how large they may be.</summary>
public static class SecretNames
{
    /// <summary>Longest name, in characters.</summary>
    public const int Length = 64;

    /// <summary>Most bytes of a value, as UTF-8.</summary>
    public const int ValueBytes = 32 * 1024;

    /// <summary>1 to <see cref="Length"/> characters out of A-Z, a-z, 0-9, '_', '-' and '.', the first a letter or a digit.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= Length }
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');
}
