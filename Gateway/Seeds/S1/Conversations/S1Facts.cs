using System.Collections.Concurrent;
using OrleansOps.Agents;
using OrleansOps.Seeds.S1.Wire;

namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>What hosts of S1 have said of themselves: they say it at their registration and in heartbeats, and a session begins with it.</summary>
internal sealed class S1Facts(IGrainFactory grains, TimeProvider time)
{
    private const int MostKnown = 50_000;

    private readonly ConcurrentDictionary<string, S1System> _known = new(StringComparer.Ordinal);

    public void Learn(string agentId, S1System? system)
    {
        if (system is null)
        {
            return;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[agentId] = system;
    }

    /// <summary>What was said here; else what was known when the host was connected before; else its name alone.</summary>
    public async Task<Protocol.HostFacts> Of(string agentId, string name)
    {
        if (_known.TryGetValue(agentId, out var system))
        {
            return S1Hosts.Facts(system, name, time.GetUtcNow());
        }

        return await grains.GetGrain<IAgentGrain>(agentId).Describe() is { Facts: { } facts }
            ? new Protocol.HostFacts(facts.HostName, facts.Os, facts.Kernel, facts.Architecture, facts.Cpus, facts.MemoryBytes, facts.BootedAt, facts.Addresses)
            : S1Hosts.Facts(null, name, time.GetUtcNow());
    }
}
