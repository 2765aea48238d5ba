using System.Globalization;
using OrleansOps.Http;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>
/// What an S1 agent calls one attempt of a task. It knows no attempts, and does not run twice what it has run: so the first one has the task's id, and each
/// later one a number behind a point, which no id of ours has in it.
/// </summary>
internal readonly record struct S1TaskId(string TaskId, int Attempt)
{
    /// <summary>Null: no task of ours is called so.</summary>
    public static S1TaskId? Read(string? text)
    {
        if (text?.Split('.', 3) is not ([_] or [_, _]) || text.Split('.') is not [var id, .. var rest] || !IdFormat.IsId(id))
        {
            return null;
        }

        return rest is not [var number] ? new S1TaskId(id, 1)
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt > 1 ? new S1TaskId(id, attempt)
            : null;
    }

    public override string ToString() => Attempt == 1 ? TaskId : string.Create(CultureInfo.InvariantCulture, $"{TaskId}.{Attempt}");
}
