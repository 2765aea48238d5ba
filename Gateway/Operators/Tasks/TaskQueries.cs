using System.Text.Json;
using OrleansOps.Http;
using OrleansOps.Protocol;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>Reads what stands in the address of a request.</summary>
internal static class TaskQueries
{
    private static readonly Dictionary<string, TaskPhase> Phases = Enum.GetValues<TaskPhase>()
        .Where(phase => phase != TaskPhase.None)
        .ToDictionary(phase => JsonNamingPolicy.CamelCase.ConvertName(phase.ToString()), StringComparer.Ordinal);

    public static Refusal? Id(string id) => IdFormat.IsId(id)
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidId, "id", $"The id of a task is 1 to {Limits.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-'.");

    public static Refusal? Parse(string? phase, string? label, string? open, string? limit, string? cursor, out TaskQuery query)
    {
        query = new TaskQuery();
        bool? isOpen = null;
        var items = 0;
        var refusal = LabelRules.Parse(label, out var wanted) ?? QueryValues.Items(limit, out items) ?? Place(cursor) ?? Open(open, out isOpen);
        if (refusal is not null)
        {
            return refusal;
        }

        var known = TaskPhase.None;
        if (phase is not null && !Phases.TryGetValue(phase, out known))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidValue, "phase", $"'phase' must be one of: {string.Join(", ", Phases.Keys)}.");
        }

        query = new TaskQuery { Phase = phase is null ? null : known, Label = wanted, Open = isOpen, Limit = items, Cursor = cursor };
        return null;
    }

    /// <summary>A place in a list of tasks: when one was submitted, and its id.</summary>
    public static Refusal? Place(string? cursor) => QueryValues.Cursor(cursor)
        ?? (cursor is null || (cursor.Split('.', 2) is [{ Length: > 0 and <= 18 } time, var id] && time.All(char.IsAsciiDigit) && (id.Length == 0 || IdFormat.IsId(id)))
            ? null
            : QueryValues.WrongCursor);

    private static Refusal? Open(string? text, out bool? open)
    {
        open = text switch { "true" => true, "false" => false, _ => null };
        return text is null || open is not null ? null : Refusal.Bad(Api.ProblemCodes.InvalidValue, "open", "'open' must be true or false.");
    }
}
