using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Tasks;

namespace OrleansOps.Locks;

/// <summary>
/// One lock of tasks. What becomes of it is decided, stored, and only then said. It needs no clock of its own: every task that waits asks again now and then, and with each question its
/// holder is asked whether it still needs it; so a word that was lost is found out while somebody cares.
/// </summary>
internal sealed partial class LockGrain(ILockStore store, IOptions<LockOptions> options, TimeProvider time, ILogger<LockGrain> logger) : Grain, ILockGrain
{
    private readonly ILogger _logger = logger;
    private LockState _lock = LockState.Free;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _lock = await store.Read(Id) ?? LockState.Free;

    public async Task<LockAnswer> Take(LockClaim claim)
    {
        var now = time.GetUtcNow();
        await Store(LockTransitions.Take(_lock, claim, now, options.Value.MostWaiting));
        var holder = _lock.Holder!;
        if (LockTransitions.IsOf(holder, claim.TaskId))
        {
            return new LockAnswer(holder.Term, holder);
        }

        await Tell(LockTransitions.IsDue(_lock, now, options.Value.SendWithin));
        return new LockAnswer(0, holder);
    }

    public async Task Release(string taskId, long term, bool isOver)
    {
        var before = _lock.Holder?.Term;
        await Store(LockTransitions.Release(_lock, taskId, term, isOver, time.GetUtcNow()));
        await TellIfNew(before);
        LeaveIfFree();
    }

    public async Task<LockHolder?> Break(string taskId, string by)
    {
        var before = _lock.Holder;
        await Store(LockTransitions.Break(_lock, taskId, time.GetUtcNow()));
        if (before is null || !LockTransitions.IsOf(before, taskId))
        {
            LeaveIfFree();
            return null;
        }

        LogBroken(Id, by, taskId);
        await TellIfNew(before.Term);
        LeaveIfFree();
        return before;
    }

    public Task<LockView?> Describe()
    {
        LeaveIfFree();
        return Task.FromResult(_lock.Holder is null ? null : _lock.View(Id));
    }

    public Task<LockHolder?> OtherThan(string taskId)
    {
        LeaveIfFree();
        return Task.FromResult(LockTransitions.IsOf(_lock.Holder, taskId) ? null : _lock.Holder);
    }

    /// <summary>The holder says whether it still needs it: by a word of its own, so that nobody here waits for it.</summary>
    private Task Tell(bool giveBack) => GrainFactory.GetGrain<ITaskGrain>(_lock.Holder!.Task.TaskId).LockHeld(Id, _lock.Holder.Term, giveBack);

    private Task TellIfNew(long? before) => _lock.Holder is { } holder && holder.Term != before ? Tell(giveBack: false) : Task.CompletedTask;

    /// <summary>Where it is not known whether something was stored, this activation ends, and the next one reads what is true.</summary>
    private async Task Store(LockState next)
    {
        if (ReferenceEquals(next, _lock))
        {
            return;
        }

        try
        {
            await store.Write(Id, next, _lock.Revision);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _lock = next.Holder is null ? LockState.Free : next;
        if (next.Holder is { } holder)
        {
            LogGiven(Id, holder.Task.TaskId, holder.Term, next.Line.Count);
        }
        else
        {
            LogFree(Id);
        }
    }

    private void LeaveIfFree()
    {
        if (_lock.Holder is null)
        {
            DeactivateOnIdle();
        }
    }
}
