using System.Globalization;

namespace OrleansOps;

/// <summary>A sentence as a code and what is filled in. Codes are API: they stay, their sentences may change.</summary>
/// <param name="Values">Times are ISO 8601 in UTC, durations are seconds.</param>
[GenerateSerializer, Immutable, Alias("ops.Why")]
public sealed record Why([property: Id(0)] string Code, [property: Id(1)] IReadOnlyDictionary<string, string> Values)
{
    public static Why Of(string code, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                filled[name] = TextOf(value);
            }
        }

        return new Why(code, filled);
    }

    private static string TextOf(object value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        TimeSpan span => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
