using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Health;
using OrleansOps.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.Jobs;

/// <summary>
/// One job: which of its hosts may have their turn, and whether it is over. What it stores are words of operators, batches and rounds; how many hosts
/// are how far is what its shards have stored, and after a loss it asks them again. A turn that was given is never taken back, so it may forget that it gave one.
/// </summary>
internal sealed partial class JobGrain : Grain, IJobGrain, IRemindable
{
    private const string Reminder = "watch";
    private const int ForgottenAtOnce = 64;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly GrainScope _scope;
    private readonly IJobStore _store;
    private readonly StoredJob _job;
    private readonly ShardsOfJob _shards;
    private readonly ChangeSignal _change;
    private readonly JobOptions _options;
    private readonly ILogger _logger;
    private IGrainTimer? _tick;
    private bool _isWatched;

    public JobGrain(IJobStore store, LongPolls polls, IOptions<JobOptions> options, TimeProvider time, ILogger<JobGrain> logger)
    {
        _scope = new GrainScope(this, GrainFactory, time, logger);
        _store = store;
        _job = new StoredJob(_scope, store);
        _shards = new ShardsOfJob(_scope, _job);
        _change = new ChangeSignal(polls);
        _options = options.Value;
        _logger = logger;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _job.Load();
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

    public async Task<JobReply> Submit(JobSpec spec, IReadOnlyList<JobTarget> hosts)
    {
        if (!_job.Exists)
        {
            await Watch();   // before it is stored, so that what is stored is looked after
            var isNew = await _job.Create(First(spec, hosts.Count), Shards(hosts));
            await Open();   // also one that an earlier try has made, unheard
            if (isNew)
            {
                await ForgetSurplus();
                return new JobReply(SubmitStatus.Created, View);
            }
        }

        var isSame = string.Equals(spec.Digest, _job.Now.Spec!.Digest, StringComparison.Ordinal);
        return new JobReply(isSame ? SubmitStatus.Repeated : SubmitStatus.Conflict, View);
    }

    public Task<JobView?> Describe() => Task.FromResult(_job.Exists ? View : Unknown());

    public async Task<JobView?> WaitForChange(string seen, TimeSpan patience)
    {
        if (_job.Exists && string.Equals(View.Seen, seen, StringComparison.Ordinal))
        {
            await _change.Wait(patience);
        }

        return _job.Exists ? View : Unknown();
    }

    public async Task<IReadOnlyList<JobHostView>?> Hosts(JobHostQuery query) => _job.Exists ? await _shards.Hosts(query) : null;

    public Task<JobChange?> Pause(string by) => Change(job => JobWords.Pause(job, by));

    public Task<JobChange?> Resume() => Change(JobWords.Resume);

    public Task<JobChange?> Stop(string by) => Change(job => JobWords.Stop(job, by));

    public Task<JobChange?> Pace(int maxConcurrent) => Change(job => JobWords.Pace(job, maxConcurrent));

    public Task<JobChange?> Retry(int round, JobRetry which, string by) => Again(round, which, by, inputs: null);

    public Task<JobChange?> RetryWith(int round, JobRetry which, string by, IReadOnlyDictionary<string, string> inputs) => Again(round, which, by, inputs);

    public async Task<OutputsOfJob?> Outputs() => _job.Exists ? await _shards.Outputs() : null;

    public async Task Told(int shard, ShardReport report)
    {
        if (IsOpen && _shards.Hear(shard, report))
        {
            await Step(alsoBusy: false);
        }
    }

    /// <summary>Being called is what matters: the activation's timer does the rest.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => IsOpen ? Task.CompletedTask : Forget();

    private bool IsOpen => _job.Exists && (!_job.Now.Phase.IsTerminal() || _job.Now.Entering > 0);

    private JobView View => _job.Now.View(_scope.Key, _shards.All);

    private JobView? Unknown()
    {
        _scope.Leave();
        return null;
    }

    private JobState First(JobSpec spec, int hosts) => new()
    {
        Spec = spec,
        Phase = JobPhase.Running,
        Hosts = hosts,
        Round = 1,
        RoundSizes = [.. Enumerable.Range(0, JobShards.Count(hosts)).Select(shard => Math.Min(JobShards.Size, hosts - shard * JobShards.Size))],
        MaxConcurrent = spec.MaxConcurrent,
        SubmittedAt = _scope.Time.GetUtcNow(),
        Counts = JobCounts.None with { Waiting = hosts },
    };

    private static IEnumerable<ShardState> Shards(IReadOnlyList<JobTarget> hosts) =>
        hosts.Chunk(JobShards.Size).Select((chunk, shard) => ShardHosts.First(chunk, shard * JobShards.Size + 1));

    private async Task<JobChange?> Change(Func<JobState, JobState?> word)
    {
        if (!_job.Exists || word(_job.Now) is not { } next)
        {
            return _job.Exists ? new JobChange(Fits: false, View) : null;
        }

        if (next != _job.Now)
        {
            await Store(next);
            await Step(alsoBusy: false);
        }

        return new JobChange(Fits: true, View);
    }

    private async Task<JobChange?> Again(int round, JobRetry which, string by, IReadOnlyDictionary<string, string>? inputs)
    {
        if (_job.Exists && _job.Now.Round == round)
        {
            return new JobChange(Fits: true, View);
        }

        if (!_job.Exists || JobWords.Retry(_job.Now, round, which) is not { } entering)
        {
            return _job.Exists ? new JobChange(Fits: false, View) : null;
        }

        await Watch();
        await _job.Store(inputs is null ? entering : entering with { Inputs = inputs });
        LogRetried(_scope.Key, round, which, by);
        await Open();
        return new JobChange(Fits: true, View);
    }

    private async Task Open()
    {
        if (IsOpen)
        {
            KeepLooking();
            await Step(alsoBusy: false);
        }
    }

    /// <summary>From here on a reminder brings the job back wherever it may be lost.</summary>
    private async Task Watch()
    {
        if (!_isWatched)
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            _isWatched = true;
        }
    }

    private void KeepLooking() => _tick ??= _scope.Timer(
        () => Step(alsoBusy: true), new GrainTimerCreationOptions(TimeSpan.Zero, _options.Tick) { KeepAlive = true });

    /// <summary>Goes on as far as the job can. If the cluster or the store do not answer now, the next tick tries again.</summary>
    private async Task Step(bool alsoBusy)
    {
        try
        {
            if (!IsOpen)
            {
                await Close();
                return;
            }

            await Watch();
            if (_job.Now.Entering > 0)
            {
                var sizes = await _shards.Enter(_job.Now.Entering, _job.Now.EnteringWhich);
                await Store(JobWords.Entered(_job.Now, sizes));
            }

            await _shards.Ask(alsoBusy);
            do
            {
                while (JobTransitions.Next(_job.Now, _shards.InRound, _shards.All, _shards.AreHeld, _scope.Time.GetUtcNow()) is { } next)
                {
                    await Store(next);
                }

                _change.Raise();
            }
            while (!_job.Now.Phase.IsTerminal() && await _shards.Proceed());   // what they answer may be news

            if (_job.Now.Phase.IsTerminal())
            {
                await Close();
            }
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogUnavailable(_scope.Key, failure.Message);
        }
    }

    private async Task Store(JobState next)
    {
        var before = _job.Now.Phase;
        await _job.Store(next with { Counts = _shards.All });
        if (before != next.Phase)
        {
            LogMove(_scope.Key, before, next.Phase, next.Round);
        }

        _change.Raise();
    }

    /// <summary>It is over: nothing need look after it any more.</summary>
    private async Task Close()
    {
        if (_job.Now.Spec!.Workflow is { } workflow)
        {
            await _scope.Grain<IWorkflowGrain>(workflow).Ended(_scope.Key);   // one way: if it is lost, the workflow asks
        }

        await Forget();
        _tick?.Dispose();
        _tick = null;
    }

    private async Task Forget()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        _isWatched = false;
    }

    /// <summary>A new job is the moment at which there may be too many.</summary>
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

    [LoggerMessage(2401, LogLevel.Information, "Job {JobId}: {From} to {To}, round {Round}")]
    private partial void LogMove(string jobId, JobPhase from, JobPhase to, int round);

    [LoggerMessage(2402, LogLevel.Warning, "Job {JobId} cannot go on now, and tries again: {Why}")]
    private partial void LogUnavailable(string jobId, string why);

    [LoggerMessage(2403, LogLevel.Information, "Job {JobId}: round {Round}, hosts: {Which}, asked for by {By}")]
    private partial void LogRetried(string jobId, int round, JobRetry which, string by);
}
