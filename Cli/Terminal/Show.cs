using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>How values look in tables and details.</summary>
internal static class Show
{
    public static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in one unit.</summary>
    public static string? Age(DateTimeOffset? time)
    {
        if (time is not { } then)
        {
            return null;
        }

        var ago = TimeProvider.System.GetUtcNow() - then;
        return ago < TimeSpan.FromSeconds(1) ? "0s"
            : ago < TimeSpan.FromMinutes(2) ? Number((long)ago.TotalSeconds) + "s"
            : ago < TimeSpan.FromHours(2) ? Number((long)ago.TotalMinutes) + "m"
            : ago < TimeSpan.FromDays(2) ? Number((long)ago.TotalHours) + "h"
            : Number((long)ago.TotalDays) + "d";
    }

    public static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Labels(IReadOnlyDictionary<string, string>? labels) => labels is { Count: > 0 }
        ? string.Join(' ', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))
        : null;

    public static string? Seconds(double? seconds) => seconds is { } known ? Durations.Show(TimeSpan.FromSeconds(known)) : null;

    public static string? Took(DateTimeOffset? start, DateTimeOffset? end) =>
        start is { } from && end is { } to && to >= from ? Durations.Show(to - from) : null;

    /// <summary>In units of 1024, as memory and disks are counted and the console writes them.</summary>
    public static string? Bytes(long? bytes)
    {
        if (bytes is not { } size)
        {
            return null;
        }

        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        var value = (double)size;
        var unit = 0;
        for (; value >= 1024 && unit < units.Length - 1; unit++)
        {
            value /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }
}
