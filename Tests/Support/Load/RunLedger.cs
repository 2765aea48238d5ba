using System.Collections.Concurrent;

namespace OrleansOps.Tests.Support;

/// <summary>What was submitted and acknowledged, and what the store said about it when it was over.</summary>
public sealed class RunLedger
{
    private readonly ConcurrentDictionary<string, SubmittedTask> _submitted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskEvidence> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _complaints = new();

    public ICollection<SubmittedTask> Submitted => _submitted.Values;

    public int Acknowledged => _submitted.Count(task => task.Value.IsAcknowledged);

    /// <summary>Tasks that were seen to be over, with their whole log.</summary>
    public IReadOnlyDictionary<string, TaskEvidence> Seen => _seen;

    /// <summary>What the load generator itself found wrong.</summary>
    public IEnumerable<string> Complaints => _complaints;

    /// <summary>Before the server was asked: whether it has it is not known.</summary>
    public void Submitting(SubmittedTask task) => _submitted[task.Id] = task with { IsAcknowledged = false };

    public void Acknowledge(SubmittedTask task) => _submitted[task.Id] = task;

    public void Complain(string what) => _complaints.Enqueue(what);

    public void See(string id, TaskEvidence evidence) => _seen[id] = evidence;

    public IEnumerable<string> NotSeen => _submitted.Keys.Where(id => !_seen.ContainsKey(id));
}
