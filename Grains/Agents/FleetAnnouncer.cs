using Microsoft.Extensions.Logging;
using OrleansOps.Health;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// What the world is told of one agent: its place in the list of the fleet, the events of its coming and going, and how it stands for those who
/// follow it live. The list may lag behind, so that a heartbeat is not a write; the live view does not.
/// </summary>
internal sealed partial class FleetAnnouncer(
    GrainScope grain, StoredAgent agent, IFleetIndex fleet, HostRecord record, Func<AgentView> view, TimeSpan lag)
{
    private readonly ILogger _logger = grain.Logger;
    private readonly Queue<NumberedEvent> _events = [];
    private long _announcedAt;
    private bool _changed;
    private bool _announcing;

    /// <summary>What the list is told outside of requests.</summary>
    private Task _apart = Task.CompletedTask;

    /// <summary>Events that the list was not told of yet.</summary>
    public IReadOnlyList<NumberedEvent> Unpublished => [.. _events];

    /// <summary>Returns when nothing is being told outside of requests any more.</summary>
    public async Task Settled() =>
        await _apart.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    public void Continue(IReadOnlyList<NumberedEvent> unpublished)
    {
        foreach (var happened in unpublished)
        {
            _events.Enqueue(happened);
        }
    }

    /// <summary>Keeps for the host's history what happened.</summary>
    public void Happened(HostEventKind kind, Said text) => record.Happened(grain.Key, kind, text);

    public void Connected() => _events.Enqueue(AgentAnnouncements.Connected(view()));

    public void Disconnected()
    {
        _ = record.Close(grain.Key);   // awaited where the grain leaves
        _events.Enqueue(AgentAnnouncements.Disconnected(view()));
    }

    /// <summary>Shows how the agent stands to those who follow the fleet. Cheap enough for every change.</summary>
    public void Show()
    {
        if (agent.IsEnrolled)
        {
            record.Show(view());
        }
    }

    /// <summary>Brings the list up to date without being waited for: a thousand changes at once are a few writes.</summary>
    public void AnnounceApart() => _apart = Announce();

    public Task AnnounceSometimes() => _changed || grain.Time.GetElapsedTime(_announcedAt) >= lag ? Announce() : Task.CompletedTask;

    /// <summary>Brings the list up to date. One at a time, so that the newest view is the last.</summary>
    public async Task Announce()
    {
        _changed = true;
        if (_announcing || !agent.IsEnrolled)
        {
            return;
        }

        _announcing = true;
        try
        {
            while (_changed)
            {
                _changed = false;
                _announcedAt = grain.Time.GetTimestamp();
                var events = _events.ToArray();
                await fleet.Put(view(), events);
                DropPublished(events.Length);
            }
        }
        catch (StoreUnavailableException failure)
        {
            _changed = true;
            LogAnnounceFailed(failure, grain.Key);   // the next heartbeat or the watch tries again; events are numbered, so none comes twice
        }
        finally
        {
            _announcing = false;
        }
    }

    private void DropPublished(int count)
    {
        for (; count > 0; count--)
        {
            _events.Dequeue();
        }
    }

    [LoggerMessage(2205, LogLevel.Warning, "Agent {AgentId}: the fleet index was not told; the next heartbeat tries again")]
    private partial void LogAnnounceFailed(Exception failure, string agentId);
}
