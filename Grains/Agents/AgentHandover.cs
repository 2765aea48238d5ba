using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// What an agent's grain takes with it to another silo, beside its stored state: the session goes on there, and nothing is read again. How long
/// something is ago goes as a length, since every process measures from a moment of its own.
/// </summary>
[GenerateSerializer, Immutable, Alias("ops.AgentHandover")]
internal sealed record AgentHandover
{
    [Id(0)] public SessionHandover? Session { get; init; }

    [Id(1)] public long Epoch { get; init; }

    [Id(2)] public DateTimeOffset? GoneSince { get; init; }

    [Id(3)] public TimeSpan GoneFor { get; init; }

    /// <summary>What waits, in no order.</summary>
    [Id(4)] public IReadOnlyDictionary<string, DateTimeOffset> Pending { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>What is on the agent: attempt, and how long it has been there.</summary>
    [Id(5)] public IReadOnlyDictionary<string, (int Attempt, TimeSpan Age)> Slots { get; init; } = new Dictionary<string, (int, TimeSpan)>();

    /// <summary>The last load averages.</summary>
    [Id(6)] public IReadOnlyList<double> Recent { get; init; } = [];

    /// <summary>Whether the stored state must be read before it is written.</summary>
    [Id(7)] public bool Unsure { get; init; }

    /// <summary>Events that the fleet index was not told of yet.</summary>
    [Id(8)] public IReadOnlyList<NumberedEvent> Events { get; init; } = [];
}
