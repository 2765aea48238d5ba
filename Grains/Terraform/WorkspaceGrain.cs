using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansOps.Terraform;

/// <summary>One Terraform workspace. What becomes of it is decided, stored, and only then answered.</summary>
internal sealed partial class WorkspaceGrain : Grain, IWorkspaceGrain
{
    private readonly GrainScope _scope;
    private readonly StoredWorkspace _workspace;
    private readonly TasksOfRuns _tasks;
    private readonly ChangeSignal _change;
    private readonly TerraformOptions _options;
    private readonly ILogger _logger;

    public WorkspaceGrain(IWorkspaceStore store, LongPolls polls, IOptions<TerraformOptions> options, TimeProvider time, ILogger<WorkspaceGrain> logger)
    {
        _scope = new GrainScope(this, GrainFactory, time, logger);
        _options = options.Value;
        _workspace = new StoredWorkspace(_scope, store, _options.MostWorkspaces);
        _tasks = new TasksOfRuns(_scope, _workspace);
        _change = new ChangeSignal(polls);
        _logger = logger;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _workspace.Load();
        if (HasOpenRuns)
        {
            KeepLooking();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _change.Release();
        return Task.CompletedTask;
    }

    public Task<WorkspaceView?> Describe()
    {
        LeaveIfNothing();
        return Task.FromResult(_workspace.Exists ? _workspace.Now.View(_scope.Key) : null);
    }

    public async Task<LockReply> Lock(StateLock wanted)
    {
        var (status, next) = WorkspaceTransitions.Lock(_workspace.Now, wanted, Now);
        var stored = await _workspace.Store(next);
        LeaveIfNothing();
        return stored == WorkspaceStored.Full ? new LockReply(LockStatus.Full) : new LockReply(status, _workspace.Now.Lock);
    }

    public async Task<LockReply> Unlock(string lockId)
    {
        var (status, next) = WorkspaceTransitions.Unlock(_workspace.Now, lockId);
        if (_workspace.Exists && next is { Lock: null, Versions.Count: 0, Runs.Count: 0 })
        {
            await _workspace.Forget();   // it was locked to look, and nothing was written: a slip of an address leaves no workspace
        }
        else
        {
            await _workspace.Store(next);
        }

        LeaveIfNothing();
        return new LockReply(status, _workspace.Now.Lock);
    }

    public async Task<LockReply> Break(string lockId, LockBreak how)
    {
        var (status, next) = WorkspaceTransitions.Break(_workspace.Now, lockId, how, Now);
        await _workspace.Store(next);
        LeaveIfNothing();
        if (status != LockStatus.Free)
        {
            return new LockReply(status, _workspace.Now.Lock);
        }

        var broken = _workspace.Now.LastBreak!;
        LogBroken(_scope.Key, lockId, broken.Lock!.Who, broken.By, broken.Reason);
        return new LockReply(status, broken.Lock);
    }

    public async Task<StateReply> Write(StateVersion version, string? lockId)
    {
        var (status, next) = WorkspaceTransitions.Write(_workspace.Now, version, lockId, _options, Now);
        status = await _workspace.Store(next) switch
        {
            WorkspaceStored.Full => StateWriteStatus.Full,
            WorkspaceStored.ContentGone => StateWriteStatus.ContentGone,
            _ => status,
        };
        LeaveIfNothing();
        if (status == StateWriteStatus.Stored)
        {
            LogStored(_scope.Key, version.Serial, version.Size, version.By);
        }

        return new StateReply(status, _workspace.Now.Versions is [var newest, ..] ? newest : null, _workspace.Now.Lock, _workspace.Now.LastBreak);
    }

    public async Task<LockReply> Delete()
    {
        if (!_workspace.Exists)
        {
            _scope.Leave();
            return new LockReply(LockStatus.Unknown);
        }

        if (_workspace.Now.Lock is { } held)
        {
            return new LockReply(LockStatus.Locked, held);
        }

        if (HasOpenRuns)
        {
            return new LockReply(LockStatus.HasRuns);
        }

        await _workspace.Forget();
        _scope.Leave();
        return new LockReply(LockStatus.Free);
    }

    private DateTimeOffset Now => _scope.Time.GetUtcNow();

    private void LeaveIfNothing()
    {
        if (!_workspace.Exists)
        {
            _scope.Leave();
        }
    }
}
