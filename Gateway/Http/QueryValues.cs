using System.Globalization;

namespace OrleansOps.Http;

/// <summary>Reads what may stand behind the question mark of any address: numbers, times, and which page of a list.</summary>
internal static class QueryValues
{
    /// <summary>The longest page of a list.</summary>
    public const int MostItems = 500;

    private const int DefaultItems = 100;
    private const int CursorLength = 256;
    private const int SeenLength = 4_000;

    /// <summary>What no list has given out.</summary>
    public static readonly Refusal WrongCursor = Refusal.Bad(Api.ProblemCodes.InvalidCursor, "cursor", "'cursor' must be nextCursor of the page before.");

    public static Refusal? Number(string field, string? text, int least, int most, int otherwise, out int value)
    {
        value = otherwise;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
            ? null
            : Refusal.Bad(Api.ProblemCodes.OutOfRange, field, $"'{field}' must be a whole number, {least} to {most}.");
    }

    public static Refusal? Wait(string? text, out int seconds) =>
        Number("waitSeconds", text, 0, (int)HttpLimits.LongestWait.TotalSeconds, 0, out seconds);

    public static Refusal? Time(string field, string? text, out DateTimeOffset? time)
    {
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)
            && read >= DateTimeOffset.UnixEpoch && read.Year < 9999;   // what is reckoned from it is a time too
        time = isTime ? read : null;
        return text is null || isTime ? null : Refusal.Bad(Api.ProblemCodes.InvalidValue, field, $"'{field}' must be a time such as 2026-11-20T08:15:00Z.");
    }

    public static Refusal? Items(string? limit, out int items) => Number("limit", limit, 1, MostItems, DefaultItems, out items);

    public static Refusal? Seen(string? seen) => seen is null or { Length: > 0 and <= SeenLength }
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidValue, "seen", "'seen' must be that of the answer before.");

    public static Refusal? Open(string? open) => open is null or "true" or "false" ? null : Refusal.Bad(Api.ProblemCodes.InvalidValue, "open", "'open' must be true or false.");

    public static Refusal? Cursor(string? cursor) => cursor is null or { Length: > 0 and <= CursorLength }
        ? null
        : WrongCursor;
}
