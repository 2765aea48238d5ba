using System.Buffers;

namespace OrleansOps.Cli;

/// <summary>Words as a POSIX shell takes them.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,");

    public static string Quote(string word) => word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Plain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
