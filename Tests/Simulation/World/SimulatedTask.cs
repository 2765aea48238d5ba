using OrleansOps.Locks;
using OrleansOps.Simulation.Machines;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>One task as the world knows it: what was asked for, what happened on the machine, what is stored.</summary>
internal sealed class SimulatedTask(string id, AgentProcess agent, TaskSpec spec, Script script)
{
    public string Id => id;

    public AgentProcess Agent => agent;

    public TaskSpec Spec => spec;

    public Script Script => script;

    /// <summary>The lock that it names, as it is called everywhere; null: none.</summary>
    public string? Lock => spec.Lock is { } name ? LockNames.Id(name, spec.AgentId) : null;

    /// <summary>Its submitter was told that it is stored.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>The job that it belongs to, if it belongs to one.</summary>
    public SimulatedJob? Job { get; init; }

    public bool IsCancelAsked { get => field || Job?.IsStopAsked == true; set; }

    /// <summary>Its host can only refuse it.</summary>
    public bool IsBeyondItsHost => spec.RunAs is not null && agent.OnlyUser is not null;

    /// <summary>Attempts that ran.</summary>
    public List<SimulatedAttempt> Started { get; } = [];

    /// <summary>What is durable of it; null while nothing is.</summary>
    public TaskState? Stored { get; set; }

    /// <summary>Its log as it is stored.</summary>
    public StoredLog Log { get; set; } = new();

    /// <summary>Who follows it live, if somebody does.</summary>
    public LiveReader? Reader { get; set; }

    /// <summary>Entries in agent_results.</summary>
    public int Events { get; set; }

    /// <summary>Whether the server has given up an attempt that ran, or knows that it failed, and the submitter allowed to start another.</summary>
    public bool MayBeFollowed(int attempt) => Stored?.Earlier.FirstOrDefault(one => one.Number == attempt && one.Started) is { } over && (over.Failed ? spec.Retry is not null : spec.OnLost == OnLost.Retry);

    /// <summary>Whether the report of this id is stored.</summary>
    public bool HasResult(string messageId) =>
        string.Equals(Stored?.Result?.MessageId, messageId, StringComparison.Ordinal)
        || string.Equals(Stored?.LateResult?.MessageId, messageId, StringComparison.Ordinal)
        || Stored?.Earlier.Any(one => string.Equals(one.MessageId, messageId, StringComparison.Ordinal)) == true;

    public bool IsOver => Stored?.Phase.IsTerminal() == true;
}
