using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Health;
using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>
/// Some hosts of a job. That a host has its turn is stored before its task is submitted, and how it ended before the job is told. So whatever is lost, a host
/// has one task for each turn.
/// </summary>
internal sealed partial class JobShardGrain : Grain, IJobShardGrain
{
    private readonly GrainScope _scope;
    private readonly StoredShard _shard;
    private readonly TasksOfShard _tasks;
    private readonly JobOptions _options;
    private readonly ILogger _logger;
    private readonly string _jobId;
    private readonly int _number;
    private ShardOrder? _order;
    private IGrainTimer? _tick;
    private IGrainTimer? _lag;
    private bool _isToSubmit;
    private bool _isToAsk;
    private long _asked;

    public JobShardGrain(IJobStore store, IOptions<JobOptions> options, TimeProvider time, ILogger<JobShardGrain> logger)
    {
        _scope = new GrainScope(this, GrainFactory, time, logger);
        (_jobId, _number) = JobShards.Parse(_scope.Key);
        _shard = new StoredShard(_scope, store, _jobId, _number);
        _tasks = new TasksOfShard(_scope, _shard, store, _jobId);
        _options = options.Value;
        _logger = logger;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _shard.Load();
        (_isToSubmit, _isToAsk) = (true, true);   // what became of the tasks meanwhile, nobody has heard
        Look();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Guarded(Flush);

    public Task<ShardReport?> Proceed(ShardOrder order)
    {
        if (_shard.Now is { } shard && shard.Round == order.Round)
        {
            _isToAsk |= order.StoppedBy is not null;
            _order = order;
            Soon(TimeSpan.Zero);
        }

        return Report();
    }

    public async Task<ShardReport?> Report()
    {
        await Flush();
        return _shard.Now?.Report(Order);
    }

    public async Task<ShardReport?> Enter(int round, JobRetry which)
    {
        if (_shard.Now is { } shard && shard.Round < round)
        {
            await _shard.Store(shard.Enter(round, which));
        }

        return _shard.Now?.Report(Order);
    }

    public Task<IReadOnlyList<JobHostView>> Hosts(JobHostQuery query)
    {
        var shard = _shard.Now;
        return Task.FromResult<IReadOnlyList<JobHostView>>(shard is null ? [] :
        [
            .. Enumerable.Range(0, shard.Hosts.Count)
                .Where(index => shard.First + index > query.After && (query.State is not { } state || shard.Hosts[index].State == state))
                .Take(query.Limit)
                .Select(index => shard.View(_jobId, index)),
        ]);
    }

    public async Task<OutputsOfJob> Outputs() => _shard.Now is null ? OutputsOfJob.None : await _tasks.Outputs();

    public Task Ended(string taskId, TaskPhase phase, int? exitCode, DateTimeOffset at)
    {
        if (_shard.Now is not null && _tasks.Hear(taskId, phase, exitCode, at))
        {
            // Others often follow; and where none can, nobody need wait.
            Soon(_shard.Now.Hosts.Any(host => host.IsOpen) ? _options.ReportLag : TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    /// <summary>What it was told last in this round.</summary>
    private ShardOrder? Order => _order?.Round == _shard.Now?.Round ? _order : null;

    /// <summary>As long as a task is not over, this grain stays, and asks.</summary>
    private void Look()
    {
        if (_shard.Now?.Hosts.Any(host => host.IsOpen) == true)
        {
            _tick ??= _scope.Timer(() => Guarded(Act), new GrainTimerCreationOptions(_options.Tick, _options.Tick) { KeepAlive = true });
        }
        else
        {
            _tick?.Dispose();
            _tick = null;
        }
    }

    private void Soon(TimeSpan wait)
    {
        if (_lag is not null && wait > TimeSpan.Zero)
        {
            return;
        }

        _lag?.Dispose();
        _lag = _scope.After(wait, () =>
        {
            _lag?.Dispose();
            _lag = null;
            return Guarded(Act);
        });
    }

    /// <summary>Stores what was heard, gives turns, submits, cancels, and tells the job.</summary>
    private async Task Act()
    {
        if (_shard.Now is not { } shard)
        {
            return;
        }

        if (Order is { StoppedBy: null } order && shard.Turn(order.Allowed) is { } turned)
        {
            await _shard.Store(turned);
            _isToSubmit = true;
        }

        Look();
        var stoppedBy = Order?.StoppedBy;
        if (stoppedBy is null)
        {
            await Ask(_tasks.Ask);   // before what is submitted now, which need not be asked
        }

        if (_isToSubmit)
        {
            _isToSubmit = !await _tasks.Submit();
        }

        if (stoppedBy is not null)
        {
            await Ask(() => _tasks.Cancel(stoppedBy));
        }

        await Flush();
        await _scope.Grain<IJobGrain>(_jobId).Told(_number, _shard.Now!.Report(Order));
        Look();
    }

    /// <summary>Asks the tasks that are not over, if it is time: what they said may be lost.</summary>
    private async Task Ask(Func<Task<bool>> ask)
    {
        if (_isToAsk || _scope.Time.GetElapsedTime(_asked) >= _options.CheckEvery)
        {
            _asked = _scope.Time.GetTimestamp();
            _isToAsk = !await ask();
        }
    }

    private async Task Flush()
    {
        if (!_shard.IsStored)
        {
            await _shard.Store();
        }
    }

    /// <summary>If the cluster or the store do not answer now, the next tick tries again.</summary>
    private async Task Guarded(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogUnavailable(_scope.Key, failure.Message);
        }
    }

    [LoggerMessage(2421, LogLevel.Warning, "Shard {Shard} of a job cannot go on now, and tries again: {Why}")]
    private partial void LogUnavailable(string shard, string why);
}
