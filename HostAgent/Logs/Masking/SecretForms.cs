using System.Globalization;
using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// What a secret looks like where programs print it: as it is, and as the usual encodings make it. Of a value of several lines each line counts for
/// itself too. What has less than <see cref="Limits.SecretBytes"/> bytes is not looked for: it would be found everywhere.
/// </summary>
internal static class SecretForms
{
    /// <summary>Characters of a line's rest, of an encoded value that a program broke into lines.</summary>
    private const int LeastRest = 8;

    /// <summary>Where base64, PEM and xxd break their lines.</summary>
    private static readonly int[] LineWidths = [76, 64, 60];

    /// <summary>The forms of all values, each once.</summary>
    public static IReadOnlyList<byte[]> Of(IEnumerable<string> values)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var piece in values.SelectMany(Pieces))
        {
            forms.Add(Latin(piece));
            Escaped(piece, forms);
            Encoded(Encoding.UTF8.GetBytes(piece), forms);
        }

        return [.. forms.Where(form => form.Length >= Limits.SecretBytes).Select(Encoding.Latin1.GetBytes)];
    }

    /// <summary>The whole, without what stands around it, and each of its lines.</summary>
    private static IEnumerable<string> Pieces(string value) =>
        value.Split('\n').Select(line => line.Trim()).Append(value.Trim()).Append(value).Where(piece => Encoding.UTF8.GetByteCount(piece) >= Limits.SecretBytes).Distinct(StringComparer.Ordinal);

    private static void Escaped(string piece, HashSet<string> forms)
    {
        foreach (var kept in (string[])["-._~", "-._~/", "-._~!*'()"])   // RFC 3986, Python's quote, JavaScript's encodeURIComponent
        {
            var url = Url(piece, kept);
            forms.Add(url);
            forms.Add(url.Replace("%20", "+", StringComparison.Ordinal));
            forms.Add(LowerHex(url));
        }

        forms.Add(Json(piece, slash: false, ascii: false));
        forms.Add(Json(piece, slash: true, ascii: false));
        forms.Add(Json(piece, slash: false, ascii: true));
        forms.Add(Json(piece, slash: true, ascii: true));
        forms.Add(LowerHex(Json(piece, slash: false, ascii: true)));
        forms.Add(Latin(System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(piece)));
        forms.Add(Latin(piece.Replace("'", @"'\''", StringComparison.Ordinal)));
        forms.Add(Latin(piece.Replace("'", "'\"'\"'", StringComparison.Ordinal)));
        forms.Add(Latin(Backslashed(piece, character => character is '"' or '$' or '`' or '\\')));
        forms.Add(Latin(Backslashed(piece, character => character < 128 && !char.IsAsciiLetterOrDigit(character) && !"_@%+=:,./-".Contains(character, StringComparison.Ordinal))));
        forms.Add(Latin(Backslashed(piece, character => character is '\'' or '\\').Replace("\n", @"\n", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal)));
    }

    private static void Encoded(byte[] bytes, HashSet<string> forms)
    {
        var hex = Convert.ToHexStringLower(bytes);
        Lines(hex, forms);
        Lines(hex.ToUpperInvariant(), forms);
        for (var shift = 0; shift < 3; shift++)
        {
            Base64(Inner64(bytes, shift), forms);
        }

        // Encoded alone, or as the line that echo prints, its last characters are known too.
        Base64(Convert.ToBase64String(bytes), forms);
        Base64(Convert.ToBase64String([.. bytes, (byte)'\n']), forms);
    }

    private static void Base64(string text, HashSet<string> forms)
    {
        Lines(text, forms);
        Lines(text.Replace('+', '-').Replace('/', '_'), forms);
        Lines(text.TrimEnd('='), forms);
        Lines(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'), forms);
    }

    /// <summary>The characters that say nothing but of these bytes, where as many others stand before them.</summary>
    private static string Inner64(byte[] bytes, int shift)
    {
        var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var first = shift == 0 ? 0 : shift + 1;
        var last = (shift + bytes.Length) * 8 / 6;
        return last > first ? whole[first..last] : "";
    }

    /// <summary>The text, and its lines where a program breaks it. A short rest says little, and would be found in other places.</summary>
    private static void Lines(string text, HashSet<string> forms)
    {
        forms.Add(text);
        foreach (var width in LineWidths.Where(width => text.Length > width))
        {
            for (var at = 0; text.Length - at >= LeastRest; at += width)
            {
                forms.Add(text.Substring(at, Math.Min(width, text.Length - at)));
            }
        }
    }

    private static string Url(string piece, string kept)
    {
        var url = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(piece))
        {
            var character = (char)one;
            _ = char.IsAsciiLetterOrDigit(character) || kept.Contains(character, StringComparison.Ordinal)
                ? url.Append(character)
                : url.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
        }

        return url.ToString();
    }

    private static string Json(string piece, bool slash, bool ascii)
    {
        var json = new StringBuilder();
        foreach (var character in piece)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append(@"\\"),
                '\n' => json.Append(@"\n"),
                '\r' => json.Append(@"\r"),
                '\t' => json.Append(@"\t"),
                '\b' => json.Append(@"\b"),
                '\f' => json.Append(@"\f"),
                '/' when slash => json.Append(@"\/"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                > '~' when ascii => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => json.Append(character),
            };
        }

        return Latin(json.ToString());
    }

    /// <summary>The same with the digits of its escapes in lower case.</summary>
    private static string LowerHex(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (var i = 0; i < text.Length; i++)
        {
            var (digits, from) = text[i] switch
            {
                '%' => (2, i + 1),
                '\\' when i + 1 < text.Length && text[i + 1] == 'u' => (4, i + 2),
                '\\' => (-1, i),   // what follows is escaped by it
                _ => (0, i),
            };
            if (digits < 0)
            {
                i++;
            }

            for (var digit = from; digit < from + digits && digit < text.Length; digit++)
            {
                text[digit] = char.ToLowerInvariant(text[digit]);
            }
        }

        return text.ToString();
    }

    private static string Backslashed(string piece, Func<char, bool> isSpecial)
    {
        var text = new StringBuilder();
        foreach (var character in piece)
        {
            _ = isSpecial(character) ? text.Append('\\').Append(character) : text.Append(character);
        }

        return text.ToString();
    }

    /// <summary>Its bytes, one in each character.</summary>
    private static string Latin(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
