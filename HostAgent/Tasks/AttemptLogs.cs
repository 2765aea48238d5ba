using OrleansOps.HostAgent.Logs;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What the way of its output means for an attempt: its report follows the last of it, and once nothing more is wanted of it, it is let go.</summary>
internal sealed class AttemptLogs(HeldAttempts held, Reports reports) : ILogProgress
{
    public void AllSent(AttemptId id)
    {
        if (held.Find(id) is { } attempt)
        {
            reports.Ended(attempt);
        }
    }

    public void AllStored(AttemptId id) => _ = held.ForgetIfDone(id);

    public void Closed(AttemptId id) => _ = held.ForgetIfDone(id);
}
