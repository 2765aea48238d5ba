using System.Globalization;
using System.Text.Json;
using OrleansOps.Http;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Messages;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>Reads what stands in the address of a request.</summary>
internal static class TaskQueries
{
    public const int MostItems = 500;

    private static readonly Refusal WrongCursor = Refusal.Bad("invalid-cursor", "cursor", "'cursor' must be nextCursor of the page before.");

    private const int DefaultItems = 100;
    private const int CursorLength = 256;

    private static readonly Dictionary<string, TaskPhase> Phases = Enum.GetValues<TaskPhase>()
        .Where(phase => phase != TaskPhase.None)
        .ToDictionary(phase => JsonNamingPolicy.CamelCase.ConvertName(phase.ToString()), StringComparer.Ordinal);

    public static Refusal? Id(string id) => Check.IsId(id)
        ? null
        : Refusal.Bad("invalid-id", "id", $"The id of a task is 1 to {Limits.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-'.");

    public static Refusal? Wait(string? text, out int seconds) =>
        Number("waitSeconds", text, 0, (int)HttpLimits.LongestWait.TotalSeconds, 0, out seconds);

    public static Refusal? Number(string field, string? text, int least, int most, int otherwise, out int value)
    {
        value = otherwise;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
            ? null
            : Refusal.Bad("out-of-range", field, $"'{field}' must be a whole number, {least} to {most}.");
    }

    public static Refusal? Parse(string? phase, string? label, string? open, string? limit, string? cursor, out TaskQuery query)
    {
        query = new TaskQuery();
        bool? isOpen = null;
        var items = DefaultItems;
        var refusal = LabelRules.Parse(label, out var wanted) ?? Items(limit, out items) ?? Place(cursor) ?? Open(open, out isOpen);
        if (refusal is not null)
        {
            return refusal;
        }

        var known = TaskPhase.None;
        if (phase is not null && !Phases.TryGetValue(phase, out known))
        {
            return Refusal.Bad("invalid-value", "phase", $"'phase' must be one of: {string.Join(", ", Phases.Keys)}.");
        }

        query = new TaskQuery { Phase = phase is null ? null : known, Label = wanted, Open = isOpen, Limit = items, Cursor = cursor };
        return null;
    }

    public static Refusal? Items(string? limit, out int items) => Number("limit", limit, 1, MostItems, DefaultItems, out items);

    public static Refusal? Cursor(string? cursor) => cursor is null or { Length: > 0 and <= CursorLength }
        ? null
        : WrongCursor;

    /// <summary>A place in a list of tasks: when one was submitted, and its id.</summary>
    private static Refusal? Place(string? cursor) => Cursor(cursor)
        ?? (cursor is null || (cursor.Split('.', 2) is [{ Length: > 0 and <= 18 } time, var id] && time.All(char.IsAsciiDigit) && (id.Length == 0 || Check.IsId(id)))
            ? null
            : WrongCursor);

    private static Refusal? Open(string? text, out bool? open)
    {
        open = text switch { "true" => true, "false" => false, _ => null };
        return text is null || open is not null ? null : Refusal.Bad("invalid-value", "open", "'open' must be true or false.");
    }
}
