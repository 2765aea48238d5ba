using System.Globalization;
using Microsoft.Extensions.Primitives;
using OrleansOps.Http;
using OrleansOps.Logs;

namespace OrleansOps.Operators.Logs;

/// <summary>Reads what stands in the address of a request for a log.</summary>
internal static class LogQueries
{
    private const int MostTail = 1_000_000;

    public static Refusal? From(string? text, out long from)
    {
        from = 1;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out from) && from is >= 1 and < long.MaxValue)
            ? null
            : Refusal.Bad(Api.ProblemCodes.OutOfRange, "from", "'from' must be the number of a record; the first is 1.");
    }

    /// <summary>Other ways to say where reading starts.</summary>
    public static Refusal? Start(string? from, string? tail, string? since, out int last, out DateTimeOffset? after)
    {
        (last, after) = (0, null);
        if (from is not null && (tail ?? since) is not null)
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidValue, "from", "'from' and 'tail' or 'since' exclude each other.");
        }

        return QueryValues.Time("since", since, out after) ?? QueryValues.Number("tail", tail, 0, MostTail, 0, out last);
    }

    /// <summary>Where following starts: after the last event that the reader says it has, else where it asks.</summary>
    public static Refusal? Resume(StringValues lastEventId, string? fromText, out long from)
    {
        from = 1;
        if (lastEventId.Count == 0 || string.IsNullOrEmpty(lastEventId[0]))
        {
            return From(fromText, out from);
        }

        if (!long.TryParse(lastEventId[0], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last == long.MaxValue)
        {
            return Refusal.Bad(Api.ProblemCodes.OutOfRange, "Last-Event-ID", "'Last-Event-ID' must be the id of an event of this log, or be left out.");
        }

        from = last + 1;
        return null;
    }

    public static Refusal? Stream(string? text, out LogStream? stream)
    {
        stream = text switch { "stdout" => LogStream.Stdout, "stderr" => LogStream.Stderr, _ => null };
        return text is null || stream is not null ? null : Refusal.Bad(Api.ProblemCodes.InvalidValue, "stream", "'stream' must be stdout or stderr.");
    }

    public static Refusal? Encoding(string? name) => LogText.EncodingNamed(name) is not null
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidValue, "encoding", "'encoding' must be utf-8 or gb18030.");
}
