using System.Collections.Concurrent;

namespace OrleansOps.Bench;

/// <summary>Many agents in one process that greet, beat and otherwise do nothing.</summary>
internal sealed class IdleFleet : IAsyncDisposable
{
    private readonly ConcurrentQueue<SimulatedAgent> _agents = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Uri _hub;
    private readonly Task _beating;

    public IdleFleet(string address)
    {
        _hub = new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + Protocol.ProtocolVersion.HubPath);
        _beating = FleetBeat.Run(() => _agents, _over.Token);
    }

    public async Task Connect(IEnumerable<string?> tokens, int atOnce) =>
        await Parallel.ForEachAsync(tokens, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (token, _) =>
            _agents.Enqueue(await SimulatedAgent.Connect(_hub, token)));

    public void EnsureAllAreConnected()
    {
        var lost = _agents.Where(agent => agent.Lost is not null).ToList();
        if (lost.Count > 0)
        {
            throw new InvalidOperationException($"{lost.Count} of {_agents.Count} agents lost their connection; one said: {lost[0].Lost}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var agent in _agents)
        {
            agent.Dispose();
        }

        _over.Dispose();
    }
}
