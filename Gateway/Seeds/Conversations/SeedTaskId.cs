using System.Globalization;
using OrleansOps.Http;

namespace OrleansOps.Seeds.Conversations;

/// <summary>
/// What an older agent calls one attempt of a task. It knows no attempts, and one of S1 does not run twice what it has run: so the first one has the task's id, and each
/// later one a number behind a point, which no id of ours has in it.
/// </summary>
internal readonly record struct SeedTaskId(string TaskId, int Attempt)
{
    /// <summary>Null: no task of ours is called so.</summary>
    public static SeedTaskId? Read(string? text)
    {
        if (text?.Split('.', 3) is not ([_] or [_, _]) || text.Split('.') is not [var id, .. var rest] || !IdFormat.IsId(id))
        {
            return null;
        }

        return rest is not [var number] ? new SeedTaskId(id, 1)
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt > 1 ? new SeedTaskId(id, attempt)
            : null;
    }

    public override string ToString() => Attempt == 1 ? TaskId : string.Create(CultureInfo.InvariantCulture, $"{TaskId}.{Attempt}");
}
