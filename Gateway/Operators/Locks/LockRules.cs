using OrleansOps.Http;
using OrleansOps.Locks;

namespace OrleansOps.Operators.Locks;

/// <summary>What may be asked of locks.</summary>
internal static class LockRules
{
    public static readonly Refusal WrongId = Refusal.Bad(
        Api.ProblemCodes.InvalidName, "id", $"A lock is called by its name, 1 to {LockNames.Length} characters out of A-Z, a-z, 0-9, '_', '-' and '.', and one of a host by that, '@' and the host.");

    public static Refusal? Task(string? id) => id is not null && IdFormat.IsId(id)
        ? null
        : Refusal.Bad(Api.ProblemCodes.MissingField, "task", "'task' must be the id of the task that has the lock, so that no other loses it.") with { See = "GET /api/v1/locks" };
}
