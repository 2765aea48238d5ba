namespace OrleansOps.Locks;

/// <summary>
/// What becomes of a lock: pure functions. The same state comes back where nothing changes. One rule stands above all: while a lock has a holder, only a word of that
/// holder's own term, or an operator's, gives it to another.
/// </summary>
internal static class LockTransitions
{
    /// <summary>A task wants it. It has it then (under the term of its holder), or has its place in the line.</summary>
    /// <param name="most">How many have a place.</param>
    public static LockState Take(LockState now, LockClaim claim, DateTimeOffset at, int most)
    {
        if (now.Holder is null)
        {
            return Given(now, claim, now.Line, at, isTaken: true);
        }

        // Written down again, under a new term: an activation that does not know that it is outlived must find out here, and a word that is late must not count.
        return IsOf(now.Holder, claim.TaskId) ? Given(now, claim, now.Line, at, isTaken: true) : Queued(now, claim, at, most);
    }

    public static LockState Release(LockState now, string taskId, long term, bool isOver, DateTimeOffset at) =>
        IsOf(now.Holder, taskId) ? term == now.Holder!.Term || (term == 0 && !now.Holder.IsTaken) ? Next(now, at) : now
        : isOver && now.Line.Any(claim => IsOf(claim, taskId)) ? now with { Revision = Later(now, at), Line = [.. now.Line.Where(claim => !IsOf(claim, taskId))] }
        : now;

    /// <summary>Taken from whoever has it.</summary>
    public static LockState Break(LockState now, string taskId, DateTimeOffset at) => IsOf(now.Holder, taskId) ? Next(now, at) : now;

    /// <summary>Whether its holder is asked to give it back, should it not have been sent yet.</summary>
    public static bool IsDue(LockState now, DateTimeOffset at, TimeSpan sendWithin) => now.Line.Count > 0 && at - now.Holder!.Since >= sendWithin;

    public static bool IsOf(LockHolder? holder, string taskId) => holder is not null && IsOf(holder.Task, taskId);

    private static LockState Next(LockState now, DateTimeOffset at) => now.Line.Count > 0
        ? Given(now, now.Line[0], [.. now.Line.Skip(1)], at, isTaken: false)
        : new LockState { Revision = Later(now, at) };

    private static LockState Given(LockState now, LockClaim claim, IReadOnlyList<LockClaim> line, DateTimeOffset at, bool isTaken)
    {
        var revision = Later(now, at);
        return new LockState { Revision = revision, Holder = new LockHolder(claim, revision, at, isTaken), Line = line };
    }

    private static LockState Queued(LockState now, LockClaim claim, DateTimeOffset at, int most)
    {
        if (now.Line.Any(waiting => IsOf(waiting, claim.TaskId)))
        {
            return now;
        }

        List<LockClaim> line = [.. now.Line];
        var place = line.FindIndex(waiting => (claim.SubmittedAt, claim.TaskId).CompareTo((waiting.SubmittedAt, waiting.TaskId)) < 0);
        line.Insert(place < 0 ? line.Count : place, claim);
        return line.Count > most && IsOf(line[most], claim.TaskId) ? now : now with { Revision = Later(now, at), Line = [.. line.Take(most)] };
    }

    private static long Later(LockState now, DateTimeOffset at) => Math.Max(now.Revision + 1, now.Revision == 0 ? at.ToUnixTimeMilliseconds() : 0);

    private static bool IsOf(LockClaim claim, string taskId) => string.Equals(claim.TaskId, taskId, StringComparison.Ordinal);
}
