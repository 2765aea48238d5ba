using System.Globalization;
using System.Text;

namespace OrleansOps.Cli;

/// <summary>Times as people write them: 90, 90s, 10m, 1h30m, 2d.</summary>
internal static class Durations
{
    private static readonly (char Name, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Reads whole seconds, or units d, h, m, s in this order. Null if it is anything else.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Number(text) is { } seconds)
        {
            return Seconds(seconds);
        }

        var total = 0L;
        var rest = text.AsSpan();
        foreach (var (name, size) in Units)
        {
            var at = rest.IndexOf(name);
            if (at < 0)
            {
                continue;
            }

            if (Number(rest[..at]) is not { } count || count > MaxSeconds / size)
            {
                return null;
            }

            total += count * size;
            rest = rest[(at + 1)..];
        }

        return rest.IsEmpty && text.Length > 0 ? Seconds(total) : null;
    }

    /// <summary>The two largest units that are not zero, as <see cref="Parse"/> reads them; milliseconds below one second.</summary>
    public static string Show(TimeSpan time)
    {
        if (time < TimeSpan.FromSeconds(1))
        {
            return time > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds)}ms") : "0s";
        }

        var seconds = (long)time.TotalSeconds;
        var text = new StringBuilder();
        var shown = 0;
        foreach (var (name, size) in Units)
        {
            if (seconds >= size && shown < 2)
            {
                text.Append(CultureInfo.InvariantCulture, $"{seconds / size}{name}");
                shown++;
            }

            seconds %= size;
        }

        return text.ToString();
    }

    private static long MaxSeconds => (long)TimeSpan.MaxValue.TotalSeconds / 8;

    private static TimeSpan? Seconds(long seconds) => seconds <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
