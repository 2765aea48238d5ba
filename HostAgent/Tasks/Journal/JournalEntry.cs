using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>One fact about a task that must survive the agent. Exactly one of the members beside the time is set.</summary>
/// <param name="At">When it was written down.</param>
/// <param name="Accepted">This order was taken.</param>
/// <param name="Ended">This is how an attempt ended.</param>
/// <param name="Settled">The report of this attempt needs no repeating.</param>
/// <param name="Forgotten">Nothing of this attempt is left on the host.</param>
/// <param name="Cancelled">Every attempt up to this one is to be ended.</param>
/// <param name="Heard">What the output of an attempt has said so far.</param>
internal sealed record JournalEntry(
    DateTimeOffset At,
    RunTask? Accepted = null,
    TaskEnded? Ended = null,
    AttemptId? Settled = null,
    AttemptId? Forgotten = null,
    AttemptId? Cancelled = null,
    HeardCommands? Heard = null)
{
    /// <summary>Which attempt it is about; null if that is something of a newer agent.</summary>
    public AttemptId? About() => this switch
    {
        { Accepted: { } order } => AttemptId.Of(order),
        { Ended: { } report } => new AttemptId(report.TaskId, report.Attempt),
        { Heard: { } heard } => heard.Attempt,
        _ => Settled ?? Forgotten ?? Cancelled,
    };
}
