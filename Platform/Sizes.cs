using System.Globalization;

namespace OrleansOps.Platform;

/// <summary>Sizes as people write them: 65536, 500K, 10M, 2G; in units of 1024. A B or iB may follow the unit.</summary>
internal static class Sizes
{
    private static readonly string[] Units = ["", "K", "M", "G", "T"];

    /// <summary>Null if it is no size.</summary>
    public static long? Parse(string text)
    {
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var (digits, unit) = end < 0 ? (text, "") : (text[..end], text[end..].ToUpperInvariant());
        var power = Array.FindIndex(Units, name => unit == name || (name.Length > 0 && (unit == name + "B" || unit == name + "IB")));
        if (power < 0 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var factor = 1L << (10 * power);
        return number <= long.MaxValue / factor ? number * factor : null;
    }
}
