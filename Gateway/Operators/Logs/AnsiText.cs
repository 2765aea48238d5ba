using System.Text.RegularExpressions;

namespace OrleansOps.Operators.Logs;

/// <summary>Text as a person sees it on a terminal: without the sequences that colour it, move in it or name windows.</summary>
internal static partial class AnsiText
{
    public const byte Escape = 0x1B;

    public static string Plain(string text) => text.Contains((char)Escape, StringComparison.Ordinal) ? Sequences().Replace(text, "") : text;

    // CSI; then OSC, DCS, SOS, PM and APC up to their end, or to the line's; then the short ones.
    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1B]*(?:\x07|\x1B\\)?|[ -/]*[0-~])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Sequences();
}
