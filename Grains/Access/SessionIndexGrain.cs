using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>The list of browsers' sessions. It forgets a session that is over when it next looks at it.</summary>
internal sealed class SessionIndexGrain(
    [PersistentState("sessions", Names.Storage)] IPersistentState<SessionIndexState> storage, IOptions<SessionOptions> options) : Grain, ISessionIndexGrain
{
    public async Task Add(string sessionId)
    {
        await Store(storage.State.Ids.Where(id => !string.Equals(id, sessionId, StringComparison.Ordinal)).Append(sessionId).ToArray());
        if (storage.State.Ids.Count > options.Value.Most)
        {
            await MakeRoom(sessionId);
        }
    }

    public async Task<IReadOnlyList<SessionView>> List()
    {
        var open = await Open();
        if (open.Count < storage.State.Ids.Count)
        {
            await Store(open.Select(session => session.Id).ToArray());
        }

        return open.OrderByDescending(session => session.CreatedAt).ToArray();
    }

    private async Task MakeRoom(string newest)
    {
        var open = await Open();
        var surplus = open.Where(session => !string.Equals(session.Id, newest, StringComparison.Ordinal))
            .OrderBy(session => session.LastSeenAt).Take(Math.Max(0, open.Count - options.Value.Most)).ToList();
        foreach (var session in surplus)
        {
            await GrainFactory.GetGrain<ISessionGrain>(session.Id).End();
        }

        await Store(open.Except(surplus).Select(session => session.Id).ToArray());
    }

    private async Task<List<SessionView>> Open()
    {
        var sessions = await Task.WhenAll(storage.State.Ids.Select(id => GrainFactory.GetGrain<ISessionGrain>(id).Describe()));
        return [.. sessions.OfType<SessionView>()];
    }

    private async Task Store(string[] ids)
    {
        var before = storage.State;
        storage.State = new SessionIndexState { Ids = ids };
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            DeactivateOnIdle();   // whether it was stored is not known: the next activation reads what is true
            throw;
        }
    }
}
