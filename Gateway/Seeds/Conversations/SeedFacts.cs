using System.Collections.Concurrent;
using OrleansOps.Agents;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What hosts of older systems have said of themselves, at a registration or in heartbeats: a session begins with it.</summary>
internal sealed class SeedFacts(IGrainFactory grains)
{
    private const int MostKnown = 50_000;

    private readonly ConcurrentDictionary<string, Protocol.HostFacts> _known = new(StringComparer.Ordinal);

    /// <summary>A host of which nothing is known but its name.</summary>
    public static Protocol.HostFacts Nothing(string name) => new(name, "", "", "", Cpus: 0, MemoryBytes: 0, DateTimeOffset.UnixEpoch, []);

    public void Learn(string agentId, Protocol.HostFacts facts)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[agentId] = facts;
    }

    /// <summary>What was said here; else what was known when the host was connected before; else null.</summary>
    public async Task<Protocol.HostFacts?> Known(string agentId) =>
        _known.TryGetValue(agentId, out var known) ? known
        : await grains.GetGrain<IAgentGrain>(agentId).Describe() is { Facts: { } facts }
            ? new Protocol.HostFacts(facts.HostName, facts.Os, facts.Kernel, facts.Architecture, facts.Cpus, facts.MemoryBytes, facts.BootedAt, facts.Addresses)
            : null;

    /// <summary>Whether tasks are with the host.</summary>
    public async Task<bool> IsBusy(string agentId) => await grains.GetGrain<IAgentGrain>(agentId).Describe() is { Running: > 0 };
}
