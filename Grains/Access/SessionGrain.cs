using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>One browser that has logged in: it opens what its token opens, until it is idle for too long, too old, ended, or its token is gone.</summary>
internal sealed class SessionGrain(
    [PersistentState("session", Names.Storage)] IPersistentState<SessionState> storage, IOptions<SessionOptions> options, TimeProvider time)
    : Grain, ISessionGrain
{
    private DateTimeOffset _writtenAt;

    private SessionState Session => storage.State;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _writtenAt = Session.LastSeenAt;
        return Task.CompletedTask;
    }

    public async Task<SessionView> Begin(SessionSpec spec)
    {
        if (Session.Spec is { } existing)
        {
            return CryptographicOperations.FixedTimeEquals(existing.SecretHash, spec.SecretHash)
                ? View()
                : throw new InvalidOperationException("Another session has this id.");
        }

        var now = time.GetUtcNow();
        await Store(new SessionState { Spec = spec, CreatedAt = now, LastSeenAt = now });
        return View();
    }

    public async Task<SessionCheck> Check(byte[] secretHash)
    {
        var now = time.GetUtcNow();
        var status = SessionRules.Check(Session, secretHash, now, options.Value);
        if (status == SessionStatus.Valid && !SessionRules.Stands(await GrainFactory.GetGrain<ITokenGrain>(Session.Spec!.TokenId).Describe(), now))
        {
            status = SessionStatus.TokenGone;
        }

        switch (status)
        {
            case SessionStatus.Valid:
                await Used(now);
                return new SessionCheck(status, View());
            case SessionStatus.Wrong:
                LeaveIfUnknown();
                return new SessionCheck(status, null);
            default:
                await End();
                return new SessionCheck(status, null);
        }
    }

    public async Task<SessionView?> Describe()
    {
        var now = time.GetUtcNow();
        if (Session.Spec is { } spec
            && (now >= SessionRules.End(Session, options.Value) || !SessionRules.Stands(await GrainFactory.GetGrain<ITokenGrain>(spec.TokenId).Describe(), now)))
        {
            await End();
        }

        LeaveIfUnknown();
        return Session.Spec is null ? null : View();
    }

    public async Task<bool> End()
    {
        if (Session.Spec is null)
        {
            LeaveIfUnknown();
            return false;
        }

        await storage.ClearStateAsync();
        storage.State = new SessionState();
        DeactivateOnIdle();
        return true;
    }

    private async Task Used(DateTimeOffset now)
    {
        var used = Session with { LastSeenAt = now };
        if (now - _writtenAt >= SessionRules.WriteUseEvery(options.Value))
        {
            await Store(used);
            GrainFactory.GetGrain<ITokenGrain>(Session.Spec!.TokenId).Used().Ignore();   // the next use tells it again
        }
        else
        {
            storage.State = used;
        }
    }

    private async Task Store(SessionState next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
            _writtenAt = next.LastSeenAt;
        }
        catch
        {
            storage.State = before;
            DeactivateOnIdle();   // whether it was stored is not known: the next activation reads what is true
            throw;
        }
    }

    private SessionView View() => new()
    {
        Id = Id,
        TokenId = Session.Spec!.TokenId,
        TokenName = Session.Spec.TokenName,
        CreatedAt = Session.CreatedAt,
        LastSeenAt = Session.LastSeenAt,
        ExpiresAt = SessionRules.End(Session, options.Value),
        From = Session.Spec.From,
        Client = Session.Spec.Client,
    };

    /// <summary>Anybody may present an invented id: it must not stay in memory.</summary>
    private void LeaveIfUnknown()
    {
        if (Session.Spec is null)
        {
            DeactivateOnIdle();
        }
    }
}
