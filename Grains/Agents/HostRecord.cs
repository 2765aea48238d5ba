using Microsoft.Extensions.Logging;
using OrleansOps.Health;
using OrleansOps.Live;

namespace OrleansOps.Agents;

/// <summary>
/// The past and the present of one host for those who look on, kept by its grain. Nothing waits for it: where the store is away, an event or some points are missing later, and that is all.
/// </summary>
internal sealed partial class HostRecord(IHostHistory history, IChanges<AgentView> changes, TimeProvider time, ILogger<HostRecord> logger)
{
    private readonly LoadSampling _load = new();
    private Task _writing = Task.CompletedTask;

    public IReadOnlyList<double> Recent => _load.Recent;

    /// <summary>Goes on where another silo stopped: what it had not stored, it stored when it left.</summary>
    public void Continue(IReadOnlyList<double> recent) => _load.Continue(recent);

    public void Happened(string agentId, HostEventKind kind, Said text) =>
        Write(agentId, () => history.Happened(agentId, new HostEvent(time.GetUtcNow(), kind, text)));

    /// <summary>Tells those who follow the fleet live how the host's agent stands.</summary>
    public void Show(AgentView agent) => changes.Tell(agent.Id, agent);

    public void Saw(string agentId, HostLoad load)
    {
        _load.Add(load, time.GetUtcNow());
        if (_load.IsFull)
        {
            StorePoints(agentId);
        }
    }

    /// <summary>The host is heard no more, or the grain leaves. Returns when all is written, or could not be.</summary>
    public Task Close(string agentId)
    {
        _load.Close();
        StorePoints(agentId);
        return _writing;
    }

    public async Task<LoadHistory> Read(string agentId, DateTimeOffset from, DateTimeOffset to, int points, long? memoryTotal)
    {
        var fine = LoadHistories.IsFine(from, time.GetUtcNow());
        var stored = await history.Points(agentId, fine);
        var unstored = _load.Unstored(fine);
        var all = stored.Where(point => unstored.Count == 0 || point.At < unstored[0].At).Concat(unstored);
        return LoadHistories.Draw(all, fine, from, to, points, memoryTotal);
    }

    public Task<IReadOnlyList<HostEvent>> Events(string agentId, int most) => history.Events(agentId, most);

    /// <summary>Last of all, so that nothing which is still on its way stays behind.</summary>
    public async Task Forget(string agentId)
    {
        _load.Close();
        _load.Take();
        await _writing;
        await history.Forget(agentId);
    }

    private void StorePoints(string agentId)
    {
        var (fine, coarse) = _load.Take();
        if (fine.Count + coarse.Count > 0)
        {
            Write(agentId, () => history.Add(agentId, fine, coarse));
        }
    }

    private void Write(string agentId, Func<Task> write) => _writing = After(_writing, agentId, write);

    private async Task After(Task before, string agentId, Func<Task> write)
    {
        await before;   // never fails; keeps events in their order
        try
        {
            await write();
        }
        catch (StoreUnavailableException failure)
        {
            LogNotKept(failure, agentId);
        }
    }

    [LoggerMessage(2211, LogLevel.Warning, "Agent {AgentId}: something of its history was not kept, the store did not take it")]
    private partial void LogNotKept(Exception failure, string agentId);
}
