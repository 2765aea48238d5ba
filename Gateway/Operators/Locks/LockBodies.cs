using OrleansOps.Locks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Locks;

/// <summary>Locks in the operators' words.</summary>
internal static class LockBodies
{
    /// <summary>As lists show it.</summary>
    public static Api.LockView ToRest(this LockView found)
    {
        var (name, host) = LockNames.Read(found.Id)!.Value;
        return new()
        {
            Id = found.Id,
            Lock = host is null ? name : LockNames.OfHost + name,
            Agent = host is null ? null : HostOf(found.Holder.Task),
            Holder = new Api.LockHolder { Task = found.Holder.Task.TaskId, Agent = HostOf(found.Holder.Task), Since = found.Holder.Since },
            Waiting = found.Waiting,
        };
    }

    /// <param name="found">With its line.</param>
    /// <param name="phase">Of its holder; null: that is no more.</param>
    public static Api.LockView ToRest(this LockView found, TaskPhase? phase)
    {
        var shown = found.ToRest();
        return shown with
        {
            Holder = shown.Holder with { Phase = phase },
            Line = [.. found.Line.Select(claim => new Api.LockWaiter { Task = claim.TaskId, Agent = HostOf(claim), SubmittedAt = claim.SubmittedAt })],
        };
    }

    private static Api.AgentName HostOf(LockClaim claim) => new(claim.AgentId, claim.HostName);
}
