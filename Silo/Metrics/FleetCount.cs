using System.Diagnostics.Metrics;
using OrleansOps.Agents;

namespace OrleansOps.Metrics;

/// <summary>One count of all hosts.</summary>
internal sealed class FleetCount
{
    private const double BusyCpuPercent = 80;
    private const double BusyMemoryPercent = 90;

    private readonly int[] _states = new int[3];
    private int _busyCpu;
    private int _busyMemory;

    public int Queued { get; private set; }

    public int Out { get; private set; }

    public void Add(AgentView agent)
    {
        _states[(int)agent.Presence]++;
        (Queued, Out) = (Queued + agent.Queued, Out + agent.Running);
        if (agent is { Presence: AgentPresence.Online, Load: { } load })
        {
            _busyCpu += load.CpuPercent > BusyCpuPercent ? 1 : 0;
            _busyMemory += 100.0 * load.MemoryUsedBytes / agent.Facts?.MemoryBytes > BusyMemoryPercent ? 1 : 0;
        }
    }

    public IEnumerable<Measurement<int>> States() =>
    [
        new(_states[(int)AgentPresence.Online], Tag("state", "online")),
        new(_states[(int)AgentPresence.Offline], Tag("state", "offline")),
        new(_states[(int)AgentPresence.Never], Tag("state", "never")),
    ];

    public IEnumerable<Measurement<int>> Busy() => [new(_busyCpu, Tag("resource", "cpu")), new(_busyMemory, Tag("resource", "memory"))];

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
