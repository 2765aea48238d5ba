using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansOps.Http;

/// <summary>
/// Text that others will read: what cannot be seen has no place in it. Looked at by whole characters, of which some are two UTF-16 units. Letters of
/// two scripts that look alike are not told apart here.
/// </summary>
internal static class ShownText
{
    /// <summary>Characters that are letters, marks or spaces by their category, and that nothing shows (Unicode's Default_Ignorable_Code_Point; Braille's blank).</summary>
    private static readonly (int First, int Last)[] Invisible =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x2800, 0x2800), (0x3164, 0x3164),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF),
    ];

    /// <summary>
    /// Marks that sit on the letters of any script, so that one name can be written in several ways, and those that choose how a sign is drawn. The marks of a
    /// script alone, such as Thai's, are letters there.
    /// </summary>
    private static readonly (int First, int Last)[] Accents =
        [(0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F)];

    /// <summary>No control character, none that turns the direction of a line, none that nothing shows.</summary>
    public static bool IsPrintable(ReadOnlySpan<char> text) => All(text, IsShown);

    /// <summary>For what is told from its like by reading: no accents of their own, no spaces but one kind, and none at its ends.</summary>
    public static bool IsName(ReadOnlySpan<char> text) =>
        text.Trim().Length == text.Length
        && All(text, rune => IsShown(rune) && !IsIn(Accents, rune) && (Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator || rune.Value == ' '));

    private static bool All(ReadOnlySpan<char> text, Func<Rune, bool> isGood)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done || !isGood(rune))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
        && !IsIn(Invisible, rune);

    private static bool IsIn((int First, int Last)[] ranges, Rune rune) => Array.Exists(ranges, range => rune.Value >= range.First && rune.Value <= range.Last);
}
