using System.Globalization;
using System.Text;

namespace OrleansOps.Lifetime;

/// <summary>Text of callers as it may stand in a log: what moves a cursor, hides or ends a line is written as its number.</summary>
internal static class EscapedText
{
    public static string Of(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : escaped.Append(character);
        }

        return escaped.ToString();
    }
}
