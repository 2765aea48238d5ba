using System.Globalization;
using System.Text;

namespace OrleansOps.Platform;

/// <summary>
/// Text of others made safe to show in a table or a message: what could move the cursor, change colours or reorder the line is
/// written out. A log and a script are less strict: <c>TerminalText</c>.
/// </summary>
internal static class Printable
{
    public static string Of(string? text)
    {
        if (text is null)
        {
            return "";
        }

        return text.EnumerateRunes().All(IsHarmless) ? text : Escaped(text);
    }

    /// <summary>Of a text that is shown over many lines, where what joins characters or is invisible does no harm.</summary>
    public static bool MovesNothing(Rune rune) => IsHarmless(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && rune.Value is not ((>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069)));

    private static string Escaped(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune switch
            {
                { Value: '\n' } => safe.Append("\\n"),
                { Value: '\r' } => safe.Append("\\r"),
                { Value: '\t' } => safe.Append("\\t"),
                _ when IsHarmless(rune) => safe.Append(rune),
                { Value: < 0x100 } => safe.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                _ => safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            };
        }

        return safe.ToString();
    }

    /// <summary>Control and format characters (among them the bidirectional ones) and line separators are not.</summary>
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
