using System.Globalization;

namespace OrleansOps.Tasks;

/// <summary>A place in a list of tasks, newest first: after the task of this id, which was submitted at this time (ms).</summary>
internal sealed record TaskListCursor(long Submitted, string TaskId)
{
    /// <summary>The place before the newest task that was submitted before a time.</summary>
    public static TaskListCursor? Before(DateTimeOffset? until) => until is { } time ? new TaskListCursor(time.ToUnixTimeMilliseconds() + 1, "") : null;

    public static TaskListCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var submitted)
            ? new TaskListCursor(submitted, text[(dot + 1)..])
            : throw new ArgumentException($"cursor is '{text}'. Use the nextCursor of the page before, or leave it out for the first page.", nameof(text));
    }

    /// <summary>Lists run from the newest time to the oldest, and within one time from the last id to the first.</summary>
    public bool IsAfter(TaskListCursor? other) => other is null
        || Submitted < other.Submitted
        || (Submitted == other.Submitted && string.CompareOrdinal(TaskId, other.TaskId) < 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Submitted}.{TaskId}");
}
