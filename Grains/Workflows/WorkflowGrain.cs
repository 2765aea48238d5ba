using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Health;
using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Workflows;

/// <summary>
/// One workflow: which of its steps may begin, and whether it is over. A step is stored as running before its job is asked to begin, and what became of the
/// job is stored before another step begins by it; so whatever is lost, each step's job begins once.
/// </summary>
internal sealed partial class WorkflowGrain : Grain, IWorkflowGrain, IRemindable
{
    private const string Reminder = "watch";
    private const int ForgottenAtOnce = 64;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly GrainScope _scope;
    private readonly IWorkflowStore _store;
    private readonly StoredWorkflow _workflow;
    private readonly JobsOfWorkflow _jobs;
    private readonly ChangeSignal _change;
    private readonly JobOptions _options;
    private readonly ILogger _logger;
    private IGrainTimer? _tick;
    private IGrainTimer? _due;
    private bool _isWatched;

    public WorkflowGrain(IWorkflowStore store, LongPolls polls, IOptions<JobOptions> options, TimeProvider time, ILogger<WorkflowGrain> logger)
    {
        _scope = new GrainScope(this, GrainFactory, time, logger);
        _store = store;
        _workflow = new StoredWorkflow(_scope, store);
        _jobs = new JobsOfWorkflow(_scope, _workflow);
        _change = new ChangeSignal(polls);
        _options = options.Value;
        _logger = logger;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _workflow.Load();
        if (IsOpen)
        {
            KeepLooking();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _change.Release();
        return Task.CompletedTask;
    }

    public async Task<WorkflowReply> Submit(WorkflowSpec spec, IReadOnlyList<IReadOnlyList<JobTarget>> hosts)
    {
        if (!_workflow.Exists)
        {
            await Watch();   // before it is stored, so that what is stored is looked after
            var isNew = await _workflow.Create(First(spec), hosts);
            await Open();   // also one that an earlier try has made, unheard
            if (isNew)
            {
                await ForgetSurplus();
                return new WorkflowReply(SubmitStatus.Created, View);
            }
        }

        var isSame = string.Equals(spec.Digest, _workflow.Now.Spec!.Digest, StringComparison.Ordinal);
        return new WorkflowReply(isSame ? SubmitStatus.Repeated : SubmitStatus.Conflict, View);
    }

    public async Task<WorkflowView?> Describe()
    {
        if (!_workflow.Exists)
        {
            _scope.Leave();
            return null;
        }

        await _jobs.Ask();
        return View;
    }

    public async Task<WorkflowView?> WaitForChange(string seen, TimeSpan patience)
    {
        if (await Describe() is { } now && string.Equals(now.Seen, seen, StringComparison.Ordinal))
        {
            await _change.Wait(patience);
        }

        return await Describe();
    }

    public Task<WorkflowChange?> Stop(string by) => Change(workflow => WorkflowWords.Stop(workflow, by));

    public Task<WorkflowChange?> Decide(string step, ApprovalDecision decision) =>
        Change(workflow => WorkflowWords.Decide(workflow, step, decision, _scope.Time.GetUtcNow()));

    public async Task<WorkflowChange?> Retry(int round, string by)
    {
        if (_workflow.Exists && _workflow.Now.Round == round)
        {
            return new WorkflowChange(Fits: true, View);
        }

        var change = await Change(workflow => WorkflowWords.Retry(workflow, round));
        if (change is { Fits: true })
        {
            LogRetried(_scope.Key, round, by);
        }

        return change;
    }

    public Task Ended(string jobId) => IsOpen && WorkflowIds.StepOf(_scope.Key, jobId) is not null ? Step() : Task.CompletedTask;

    /// <summary>Being called is what matters: the activation's timer does the rest.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => IsOpen ? Task.CompletedTask : Forget();

    private bool IsOpen => _workflow.Exists && !_workflow.Now.Phase.IsTerminal();

    private WorkflowView View => _workflow.Now.View(_scope.Key, _jobs.Known);

    private WorkflowState First(WorkflowSpec spec) => new()
    {
        Spec = spec,
        Phase = WorkflowPhase.Running,
        Steps = [.. spec.Steps.Select(_ => StepState.Fresh)],
        Round = 1,
        SubmittedAt = _scope.Time.GetUtcNow(),
    };

    private async Task<WorkflowChange?> Change(Func<WorkflowState, WorkflowState?> word)
    {
        if (!_workflow.Exists || word(_workflow.Now) is not { } next)
        {
            return _workflow.Exists ? new WorkflowChange(Fits: false, View) : null;
        }

        if (next != _workflow.Now)
        {
            await Watch();
            await Store(next);
            await Open();
        }

        return new WorkflowChange(Fits: true, View);
    }

    private async Task Open()
    {
        if (IsOpen)
        {
            KeepLooking();
            await Step();
        }
    }

    /// <summary>From here on a reminder brings the workflow back wherever it may be lost.</summary>
    private async Task Watch()
    {
        if (!_isWatched)
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            _isWatched = true;
        }
    }

    private void KeepLooking() => _tick ??= _scope.Timer(Step, new GrainTimerCreationOptions(TimeSpan.Zero, _options.Tick) { KeepAlive = true });

    /// <summary>Goes on as far as the workflow can. If the cluster or the store do not answer now, the next tick tries again.</summary>
    private async Task Step()
    {
        try
        {
            if (!IsOpen)
            {
                await Close();
                return;
            }

            await Watch();
            await _jobs.Ask();
            do
            {
                await _jobs.Hear();
                while (WorkflowTransitions.Next(_workflow.Now, _jobs.Phases, _jobs.Outputs, _scope.Time.GetUtcNow()) is { } next)
                {
                    await Store(next);
                }

                await _jobs.Stop();
            }
            while (await Begin());

            if (_workflow.Now.Phase.IsTerminal())
            {
                await Close();
            }
            else
            {
                LookWhenDue();
            }
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogUnavailable(_scope.Key, failure.Message);
        }
    }

    /// <summary>Brings jobs to begin, and stores that they have. True: there were any.</summary>
    private async Task<bool> Begin()
    {
        var begun = await _jobs.Begin();
        if (begun.Count > 0)
        {
            await Store(begun.Aggregate(_workflow.Now, (workflow, place) => workflow.With(place, workflow.Steps[place] with { HasBegun = true })));
        }

        return begun.Count > 0;
    }

    private async Task Store(WorkflowState next)
    {
        var before = _workflow.Now.Phase;
        await _workflow.Store(next);
        if (before != next.Phase)
        {
            LogMove(_scope.Key, before, next.Phase, next.Round);
        }

        _change.Raise();
    }

    /// <summary>A wait ends when it is over, and not when it happens to be looked at.</summary>
    private void LookWhenDue()
    {
        _due?.Dispose();
        _due = WorkflowTransitions.Due(_workflow.Now) is { } due && due - _scope.Time.GetUtcNow() is var left && left < _options.Tick
            ? _scope.After(left > TimeSpan.Zero ? left : TimeSpan.Zero, Step)
            : null;
    }

    /// <summary>It is over: nothing need look after it any more.</summary>
    private async Task Close()
    {
        await Forget();
        _tick?.Dispose();
        _tick = null;
        _due?.Dispose();
        _due = null;
    }

    private async Task Forget()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        _isWatched = false;
    }

    /// <summary>A new workflow is the moment at which there may be too many.</summary>
    private async Task ForgetSurplus()
    {
        try
        {
            var surplus = await _store.Surplus(_options.RetainedJobs, _scope.Time.GetUtcNow() - _options.Retention, ForgottenAtOnce);
            await Task.WhenAll(surplus.Select(_store.Forget));
        }
        catch (StoreUnavailableException failure)
        {
            LogUnavailable(_scope.Key, failure.Message);
        }
    }

    [LoggerMessage(2431, LogLevel.Information, "Workflow {WorkflowId}: {From} to {To}, round {Round}")]
    private partial void LogMove(string workflowId, WorkflowPhase from, WorkflowPhase to, int round);

    [LoggerMessage(2432, LogLevel.Warning, "Workflow {WorkflowId} cannot go on now, and tries again: {Why}")]
    private partial void LogUnavailable(string workflowId, string why);

    [LoggerMessage(2433, LogLevel.Information, "Workflow {WorkflowId}: round {Round}, asked for by {By}")]
    private partial void LogRetried(string workflowId, int round, string by);
}
