using System.Globalization;

namespace OrleansOps.Tasks;

/// <summary>Spans of time as people write them.</summary>
internal static class Spans
{
    /// <summary>"1.5 s", "10 min", "2 h 5 min", "1 d": the two largest units that say something.</summary>
    public static string Text(TimeSpan span)
    {
        if (span < TimeSpan.FromMinutes(1))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
        }

        (int Count, string Unit)[] parts = [(span.Days, "d"), (span.Hours, "h"), (span.Minutes, "min"), (span.Seconds, "s")];
        return string.Join(' ', parts.Where(part => part.Count > 0).Take(2).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));
    }
}
