using OrleansOps.Health;

namespace OrleansOps.Terraform;

/// <summary>
/// The runs of the workspace. A run is stored as planning or applying before its task is submitted, and that the task has begun is stored before it is asked how it stands: so whatever is lost,
/// each task begins once.
/// </summary>
internal sealed partial class WorkspaceGrain : IRunsGrain, IRemindable
{
    private const string Reminder = "runs";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _tick;
    private bool _isWatched;

    public async Task<RunReply> Submit(RunSpec spec)
    {
        if (Find(spec.Id) is { } there)
        {
            return new RunReply(string.Equals(there.Spec.Digest, spec.Digest, StringComparison.Ordinal) ? RunStatus.Repeated : RunStatus.Conflict, View(there));
        }

        if (_workspace.Now.Runs.Count(run => !run.Phase.IsTerminal()) >= _options.OpenRuns)
        {
            return new RunReply(RunStatus.TooMany);
        }

        await Watch();   // before it is stored: a run that nobody looks after would wait for ever
        var run = new RunState { Spec = spec, SubmittedAt = Now };
        if (await _workspace.Store(_workspace.Now with { Runs = [.. _workspace.Now.Runs, run] }) == WorkspaceStored.Full)
        {
            LeaveIfNothing();
            return new RunReply(RunStatus.Full);
        }

        LogRun(_scope.Key, spec.Id, RunPhase.Waiting, spec.SubmittedBy);
        await Go();
        return new RunReply(RunStatus.Created, View(Find(spec.Id)!));
    }

    public Task<IReadOnlyList<RunView>> List()
    {
        LeaveIfNothing();
        return Task.FromResult<IReadOnlyList<RunView>>([.. _workspace.Now.Runs.Reverse().Select(View)]);
    }

    public Task<RunView?> Describe(string run)
    {
        LeaveIfNothing();
        return Task.FromResult(Find(run) is { } there ? View(there) : null);
    }

    public async Task<RunView?> WaitForChange(string run, string seen, TimeSpan patience)
    {
        if (await Describe(run) is { } now && string.Equals(now.Seen, seen, StringComparison.Ordinal))
        {
            await _change.Wait(patience);
        }

        return await Describe(run);
    }

    public Task<RunChange?> Confirm(string run, RunDecision decision) => Change(run, state => RunWords.Confirm(state, decision with { At = Now }));

    public Task<RunChange?> Discard(string run, RunDecision decision) => Change(run, state => RunWords.Discard(state, decision with { At = Now }, Now));

    public Task<RunChange?> Cancel(string run, string by) => Change(run, state => RunWords.Cancel(state, by, Now));

    public Task<bool> Hears(string run)
    {
        LeaveIfNothing();
        return Task.FromResult(Find(run) is { } there && (there.Phase.IsOnHost() || string.Equals(_workspace.Now.Lock?.ById, RunIds.Holder(run), StringComparison.Ordinal)));
    }

    public async Task<SealedContent?> KeepChanges(string run, SealedContent changes, PlanCounts counts) =>
        await Keep(run, changes, plan => plan.Changes, plan => plan with { Changes = changes, Counts = counts });

    public async Task<SealedContent?> KeepPlan(string run, SealedContent bundle, bool hasChanges) =>
        await Keep(run, bundle, plan => plan.Bundle, plan => plan with { Bundle = bundle, HasChanges = hasChanges });

    /// <summary>Being called is what matters: the activation's timer does the rest.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => HasOpenRuns ? Task.CompletedTask : ForgetReminder();

    private bool HasOpenRuns => _workspace.Now.Runs.Any(run => !run.Phase.IsTerminal());

    private RunState? Find(string run) => _workspace.Now.Runs.FirstOrDefault(each => string.Equals(each.Spec.Id, run, StringComparison.Ordinal));

    private RunView View(RunState run) => run.View(_scope.Key, RunTransitions.WaitsFor(_workspace.Now, run, _options), _tasks.Seen.GetValueOrDefault(run.Spec.Id));

    /// <summary>Terraform's own word may have come twice, as its answer was lost: the same content is kept once.</summary>
    private async Task<SealedContent?> Keep(string run, SealedContent content, Func<RunPlan, SealedContent?> kept, Func<RunPlan, RunPlan> with)
    {
        if (Find(run) is not { Phase: RunPhase.Planning } planning)
        {
            LeaveIfNothing();
            return null;
        }

        if (kept(planning.Plan ?? new RunPlan()) is { } same && string.Equals(same.Sha256, content.Sha256, StringComparison.Ordinal))
        {
            return same;
        }

        var stored = await _workspace.Store(RunTransitions.With(_workspace.Now, planning with { Plan = with(planning.Plan ?? new RunPlan()) }, _options));
        return stored == WorkspaceStored.Done ? content : null;
    }

    private async Task<RunChange?> Change(string run, Func<RunState, RunState?> word)
    {
        if (Find(run) is not { } before)
        {
            LeaveIfNothing();
            return null;
        }

        await Go();   // the word is about the run as it is now, and a plan that is old is none any more
        var now = Find(run)!;
        if (word(now) is not { } next)
        {
            return new RunChange(Fits: false, View(now));
        }

        if (next != now)
        {
            await Store(RunTransitions.With(_workspace.Now, next, _options));
            await Go();
        }

        return new RunChange(Fits: true, View(Find(run) ?? before));
    }

    /// <summary>From here on a reminder brings the workspace back wherever it may be lost.</summary>
    private async Task Watch()
    {
        if (!_isWatched)
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            _isWatched = true;
        }

        KeepLooking();
    }

    private void KeepLooking() => _tick ??= _scope.Timer(Go, new GrainTimerCreationOptions(_options.Tick, _options.Tick) { KeepAlive = true });

    /// <summary>Goes on as far as the runs can. If the cluster or the store do not answer now, the next tick tries again.</summary>
    private async Task Go()
    {
        try
        {
            if (HasOpenRuns)
            {
                await Watch();
                await _tasks.Ask();
                do
                {
                    while (RunTransitions.Next(_workspace.Now, _tasks.Seen, _options, Now) is { } next)
                    {
                        await Store(next);
                    }

                    await _tasks.Cancel();
                }
                while (await Begin());
            }

            if (!HasOpenRuns)
            {
                await Rest();
            }
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogRunsWait(_scope.Key, failure.Message);
        }
    }

    /// <summary>Brings the task of one run to begin, and stores that it has. False: there was none.</summary>
    private async Task<bool> Begin()
    {
        if (_workspace.Now.Runs.FirstOrDefault(run => run.Phase.IsOnHost() && !run.HasBegun) is not { } run)
        {
            return false;
        }

        var why = await _tasks.Begin(run);
        await Store(why is null ? RunTransitions.With(_workspace.Now, run with { HasBegun = true }, _options) : RunTransitions.CannotBegin(_workspace.Now, run, why, _options, Now));
        return true;
    }

    private async Task Store(WorkspaceState next)
    {
        var before = _workspace.Now.Runs.ToDictionary(run => run.Spec.Id, run => run.Phase, StringComparer.Ordinal);
        await _workspace.Store(next);
        foreach (var run in next.Runs.Where(run => before.GetValueOrDefault(run.Spec.Id, run.Phase) != run.Phase))
        {
            LogRun(_scope.Key, run.Spec.Id, run.Phase, run.Reason?.Text ?? "-");
        }

        _change.Raise();
    }

    /// <summary>All are over: nothing need look after them any more.</summary>
    private async Task Rest()
    {
        _tick?.Dispose();
        _tick = null;
        await ForgetReminder();
    }

    private async Task ForgetReminder()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        _isWatched = false;
    }
}
