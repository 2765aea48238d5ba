using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What a journal's entries add up to.</summary>
internal sealed class JournalState
{
    /// <summary>How long it is remembered that an attempt was here, and of how many.</summary>
    public static readonly TimeSpan MemoryTime = TimeSpan.FromHours(24);
    public const int MemorySize = 10_000;

    private readonly Dictionary<AttemptId, (long Number, RunTask Order, JournalEntry Entry)> _accepted = [];
    private readonly Dictionary<AttemptId, JournalEntry> _ended = [];
    private readonly Dictionary<AttemptId, JournalEntry> _heard = [];
    private readonly HashSet<AttemptId> _settled = [];
    private readonly AttemptMemory _forgotten = new(MemorySize);
    private readonly AttemptMemory _cancelled = new(MemorySize);
    private long _number;

    /// <summary>Attempts that the host still holds, in the order in which they were accepted.</summary>
    public IEnumerable<(RunTask Order, TaskEnded? Report, bool Settled, HeardCommands? Heard)> Held => _accepted
        .OrderBy(held => held.Value.Number)
        .Select(held => (held.Value.Order, _ended.GetValueOrDefault(held.Key)?.Ended, _settled.Contains(held.Key), _heard.GetValueOrDefault(held.Key)?.Heard));

    /// <summary>No attempt is held, and none is remembered.</summary>
    public bool IsEmpty => _accepted.Count == 0 && _forgotten.IsEmpty;

    /// <summary>The highest attempt of a task that was here and is gone; 0 if none is remembered.</summary>
    public int ForgottenUpTo(string taskId) => _forgotten.Of(taskId);

    /// <summary>Attempts of a task up to this one are to be ended; 0 if none is.</summary>
    public int CancelledUpTo(string taskId) => _cancelled.Of(taskId);

    public void Apply(JournalEntry entry)
    {
        switch (entry)
        {
            case { Accepted: { } order }:
                _accepted[AttemptId.Of(order)] = (_number++, order, entry);
                break;
            case { Ended: { } report }:
                _ended[new AttemptId(report.TaskId, report.Attempt)] = entry;
                break;
            case { Heard: { } heard } when _accepted.ContainsKey(heard.Attempt):   // else it was written while the attempt was let go
                _heard[heard.Attempt] = entry;
                break;
            case { Settled: { } attempt }:
                _settled.Add(attempt);
                break;
            case { Forgotten: { } attempt }:
                _accepted.Remove(attempt);
                _ended.Remove(attempt);
                _heard.Remove(attempt);
                _settled.Remove(attempt);
                _forgotten.Add(attempt, entry.At);
                break;
            case { Cancelled: { } attempt }:
                _cancelled.Add(attempt, entry.At);
                break;
            default:
                break;   // written by a newer agent, about something that this one does not know
        }
    }

    /// <summary>The fewest entries that say the same.</summary>
    public IEnumerable<JournalEntry> Snapshot(DateTimeOffset now)
    {
        var oldest = now - MemoryTime;
        return
        [
            .. _forgotten.Since(oldest).Select(known => new JournalEntry(known.At, Forgotten: known.Attempt)),
            .. _cancelled.Since(oldest).Select(known => new JournalEntry(known.At, Cancelled: known.Attempt)),
            .. _accepted.Values.OrderBy(held => held.Number).Select(held => held.Entry),
            .. _ended.Values.OrderBy(entry => entry.At),
            .. _heard.Values.OrderBy(entry => entry.At),
            .. _settled.Select(attempt => new JournalEntry(now, Settled: attempt)),
        ];
    }
}
