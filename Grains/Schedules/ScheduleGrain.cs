using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Health;

namespace OrleansOps.Schedules;

/// <summary>
/// One schedule. That a time begins is stored, then its job is started, then that it was is stored: lost on the way, the next activation starts the same
/// job again, which is the same start. A timer looks while the next time is near; a reminder brings the grain back before that, wherever
/// it was lost.
/// </summary>
internal sealed partial class ScheduleGrain : Grain, IScheduleGrain, IRemindable
{
    private const string Reminder = "watch";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Reminders are looked after by clocks that may be set: one that is far away is looked at now and then.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly GrainScope _scope;
    private readonly StoredSchedule _schedule;
    private readonly OrdersOfSchedule _orders;
    private readonly ScheduleOptions _options;
    private readonly ILogger _logger;
    private IGrainTimer? _tick;
    private ScheduleTimes? _times;

    /// <summary>When the reminder comes first; a time in the past: each minute. Null: not known.</summary>
    private DateTimeOffset? _reminded;

    public ScheduleGrain(IScheduleStore store, IOptions<ScheduleOptions> options, TimeProvider time, ILogger<ScheduleGrain> logger)
    {
        _scope = new GrainScope(this, GrainFactory, time, logger);
        _schedule = new StoredSchedule(_scope, store);
        _orders = new OrdersOfSchedule(_scope, GrainFactory);
        _options = options.Value;
        _logger = logger;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _schedule.Load();
        if (_schedule.Exists)
        {
            ReadTimes();
            KeepLooking();
        }
    }

    public async Task<ScheduleReply> Put(ScheduleSpec spec, int? revision)
    {
        if (Refused(spec, revision) is { } status)
        {
            return new ScheduleReply(status, View);
        }

        await RemindEachMinute();   // before anything is stored, so that what is stored is looked after
        if (_schedule.Exists)
        {
            await DealWithTimes();   // of the spec before
            await _schedule.Store(_schedule.Now with
            {
                Spec = Anchored(spec, _schedule.Now.Spec!.Timing),
                Revision = _schedule.Now.Revision + 1,
                SeenTo = Later(Now, _schedule.Now.SeenTo),
                ChangedAt = Now,
            });
            status = SchedulePutStatus.Replaced;
        }
        else if (await _schedule.Create(First(spec), _options.Most))
        {
            status = SchedulePutStatus.Created;
        }
        else
        {
            _scope.Leave();
            return new ScheduleReply(SchedulePutStatus.Full, null);
        }

        ReadTimes();
        KeepLooking();
        return new ScheduleReply(status, View);
    }

    public Task<ScheduleView?> Describe()
    {
        if (!_schedule.Exists)
        {
            _scope.Leave();
        }

        return Task.FromResult(View);
    }

    public async Task<ScheduleView?> Pause(string by)
    {
        if (_schedule.Exists && _schedule.Now.PausedBy is null)
        {
            await DealWithTimes();
            await _schedule.Store(ScheduleTransitions.Paused(_schedule.Now, by, Now));
            KeepLooking();
        }

        return View;
    }

    public async Task<ScheduleView?> Resume()
    {
        if (_schedule.Exists && _schedule.Now.PausedBy is not null)
        {
            await RemindEachMinute();
            await _schedule.Store(ScheduleTransitions.Resumed(_schedule.Now, Now));
            KeepLooking();
        }

        return View;
    }

    public async Task<ScheduleRun?> Run(string jobId, string by)
    {
        if (!_schedule.Exists)
        {
            return null;
        }

        await GoOn();
        var isWorkflow = _schedule.Now.Spec!.Workflow is not null;
        if (_schedule.Now.Starts.Any(start => string.Equals(isWorkflow ? start.WorkflowId : start.JobId, jobId, StringComparison.Ordinal)) || await _orders.Of(isWorkflow).IsOwn(jobId))
        {
            return new ScheduleRun(ScheduleRunStatus.Repeated, jobId);
        }

        if (_schedule.Now.Started is { } started && await _orders.IsOpen(started))
        {
            return new ScheduleRun(ScheduleRunStatus.Busy, started.Id);
        }

        await RemindEachMinute();   // before it is stored, so that what is stored is looked after
        await _schedule.Store(_schedule.Now with { ByHand = new StartByHand(jobId, by) });
        KeepLooking();
        return await BeginByHand(_schedule.Now.ByHand!);
    }

    public async Task<bool> Delete()
    {
        var isThere = _schedule.Exists;
        await _schedule.Forget();
        StopLooking();
        await Unremind();   // lost here, the reminder finds no schedule, and goes then
        _scope.Leave();
        return isThere;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminded = null;   // from now on it comes each minute, unless it is set anew
        if (!_schedule.Exists)
        {
            await Unremind();
            _scope.Leave();
            return;
        }

        await Step();
    }

    private DateTimeOffset Now => _scope.Time.GetUtcNow();

    private ScheduleView? View => _schedule.Exists ? _schedule.Now.View(_scope.Key) : null;

    private SchedulePutStatus? Refused(ScheduleSpec spec, int? revision) => (_schedule.Exists, revision) switch
    {
        (true, _) when string.Equals(_schedule.Now.Spec!.Digest, spec.Digest, StringComparison.Ordinal) => SchedulePutStatus.Same,
        (true, null) => SchedulePutStatus.Conflict,
        (true, not 0) when revision != _schedule.Now.Revision => SchedulePutStatus.Changed,
        (false, > 0) => SchedulePutStatus.Changed,
        _ => null,
    };

    private ScheduleState First(ScheduleSpec spec) => new() { Spec = Anchored(spec, before: null), Revision = 1, SeenTo = Now, CreatedAt = Now, ChangedAt = Now };

    /// <summary>An interval that says no beginning is counted from now, or goes on as before where nothing of it was changed.</summary>
    private ScheduleSpec Anchored(ScheduleSpec spec, ScheduleTiming? before) => spec with
    {
        Timing = spec.Timing is { Every: { } every, From: null } && before?.Every == every ? spec.Timing with { From = before.From } : spec.Timing.CountedFrom(Now),
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private void ReadTimes()
    {
        var (times, field, wrong) = ScheduleTimes.Of(_schedule.Now.Spec!.Timing);
        _times = times;
        if (wrong is not null)
        {
            LogUnreadable(_scope.Key, field, wrong);   // a zone that another silo knows
        }
    }

    private void KeepLooking() => _tick ??= _scope.Timer(Step, new GrainTimerCreationOptions(TimeSpan.Zero, _options.Tick) { KeepAlive = true });

    private void StopLooking()
    {
        _tick?.Dispose();
        _tick = null;
    }

    /// <summary>Goes on as far as the schedule can. If the cluster or the store do not answer now, the next tick tries again.</summary>
    private async Task Step()
    {
        if (!_schedule.Exists)
        {
            StopLooking();
            return;
        }

        try
        {
            await DealWithTimes();
            await SleepUntilNext();
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogUnavailable(_scope.Key, failure.Message);
        }
    }

    private async Task DealWithTimes()
    {
        do
        {
            await GoOn();
            var next = _times is null ? _schedule.Now : ScheduleTransitions.Due(_schedule.Now, _scope.Key, _times, Now, _options.LateAfter) ?? _schedule.Now;
            if (next.Waiting.Count > 0)
            {
                next = ScheduleTransitions.Admit(next, await _orders.IsOpen(next.Started), Now);
            }

            await _schedule.Store(next);
        }
        while (_schedule.Now.Beginning is not null);

        if (_schedule.Now is { Waiting.Count: > 0, Started: { } started, Spec.Overlap: ScheduleOverlap.Replace })
        {
            await _orders.Of(started.IsWorkflow).Stop(started.Id);
        }
    }

    /// <summary>Starts what was stored as beginning, and was lost on the way or could not be reached.</summary>
    private async Task GoOn()
    {
        if (_schedule.Now.ByHand is { } byHand)
        {
            await BeginByHand(byHand);
        }

        if (_schedule.Now.Beginning is { } due)
        {
            await Begin(due);
        }
    }

    private ScheduleStart Started(string id, bool isWorkflow) =>
        new() { Kind = ScheduleStartKind.Started, JobId = isWorkflow ? null : id, WorkflowId = isWorkflow ? id : null, At = Now };

    private async Task<ScheduleRun> BeginByHand(StartByHand byHand)
    {
        var isWorkflow = _schedule.Now.Spec!.Workflow is not null;
        var (status, why) = await _orders.Of(isWorkflow).Start(byHand.Id, _schedule.Now.Spec);
        var next = _schedule.Now with { ByHand = null };
        await _schedule.Store(why is null ? ScheduleTransitions.Begun(next, Started(byHand.Id, isWorkflow) with { Reason = ScheduleReasons.RunBy(byHand.By) }) : next);
        return new ScheduleRun(status, byHand.Id, why);
    }

    private async Task Begin(DateTimeOffset due)
    {
        var isWorkflow = _schedule.Now.Spec!.Workflow is not null;
        var id = isWorkflow ? ScheduleIds.WorkflowOf(_scope.Key, due) : ScheduleIds.JobOf(_scope.Key, due);
        var (_, why) = await _orders.Of(isWorkflow).Start(id, _schedule.Now.Spec);
        await _schedule.Store(ScheduleTransitions.Begun(_schedule.Now, why is null
            ? Started(id, isWorkflow) with { Due = due }
            : new ScheduleStart { Kind = ScheduleStartKind.Failed, Due = due, At = Now, Reason = why }));
        if (why is null)
        {
            LogStarted(_scope.Key, id, due);
        }
        else
        {
            LogNotStarted(_scope.Key, due, why.Text);
        }
    }

    /// <summary>Where the next time is far away or there is none, this activation may end.</summary>
    private async Task SleepUntilNext()
    {
        var schedule = _schedule.Now;
        var next = schedule.PausedBy is null ? _times?.Next(schedule.SeenTo) : null;
        if (schedule.Waiting.Count > 0 || schedule.Beginning is not null || schedule.ByHand is not null || (next is { } near && near - Now <= _options.Ahead))
        {
            await RemindEachMinute();
            return;
        }

        if (next is { } far)
        {
            await Remind(Earlier(far - _options.Ahead, Now + LongestSleep));
        }
        else if (_times is not null)
        {
            await Unremind();
        }

        StopLooking();
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private Task RemindEachMinute() => _reminded is { } first && first <= Now ? Task.CompletedTask : Remind(Now);

    private async Task Remind(DateTimeOffset first)
    {
        if (_reminded == first)
        {
            return;
        }

        var sleep = first - Now;
        await this.RegisterOrUpdateReminder(Reminder, sleep > ReminderPeriod ? sleep : ReminderPeriod, ReminderPeriod);
        _reminded = first;
    }

    private async Task Unremind()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        _reminded = null;
    }
}
