using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;
using OrleansOps.Health;
using OrleansOps.Placement;
using OrleansOps.Tasks;
using OrleansOps.Tracing;

namespace OrleansOps.Logs;

/// <summary>The log of one task: takes batches from its stream in order, stores each once, and tells the agent how far it has come.</summary>
[ImplicitStreamSubscription(Names.TaskLogs), TaskPlacement]
internal sealed partial class LogSinkGrain(
    ILogStore store,
    LongPolls polls,
    IOptions<LogOptions> options,
    LogMeter meter,
    TimeProvider time,
    ILogger<LogSinkGrain> untraced) : Grain, ILogSinkGrain, IAsyncObserver<LogBatch>, IStreamSubscriptionObserver
{
    private const int LeastBytes = 1;
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>A task may print for days: of its log the first stores are shown in its trace, not all.</summary>
    private const int MostSpans = 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private ILogger _logger = null!;
    private MarkTeller _teller = null!;
    private int _spans;

    /// <summary>Null: to be read from the store.</summary>
    private LogProgress? _progress;

    /// <summary>The last that was known for certain.</summary>
    private LogProgress? _known;
    private TaskAssignment? _assignment;
    private LogOrigin? _origin;
    private TaskCompletionSource _appended = NewSignal();
    private bool _leaving;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _logger = new TracedLogger(untraced, () => _assignment?.TraceParent);
        _teller = new MarkTeller(_logger);
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<LogBatch>().ResumeAsync(this);

    public async Task OnNextAsync(LogBatch item, StreamSequenceToken? token = null)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                await Take(item);
                return;
            }
            catch (StoreUnavailableException failure) when (time.GetElapsedTime(started) < options.Value.RetryFor)
            {
                LogRetry(failure, Id, item.Seq);
                _progress = null;   // it may have been stored all the same: look again
                await Task.Delay(pause, time);
            }
            catch (StoreUnavailableException failure) when (_known is not null)
            {
                GiveBack(item, _known, failure);
                return;
            }
        }
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamError(ex, Id);   // what is missing is asked for when the next batch does not fit
        return Task.CompletedTask;
    }

    public async Task<LogMark?> Resume(string agentId, int attempt)
    {
        var assignment = await Assignment(attempt);
        if (assignment is null || !IsGiven(assignment, agentId, attempt))
        {
            return null;
        }

        var progress = await Progress();
        return progress.Attempt <= attempt ? progress.For(attempt).Mark() : null;
    }

    public Task<IReadOnlyList<string>> Messages() => store.Messages(Id);

    public async Task<LogPage> Read(long fromSeq, int maxBytes, TimeSpan patience)
    {
        var from = Math.Max(1, fromSeq);
        var progress = await Progress();
        if (from >= progress.NextSeq && patience > TimeSpan.Zero && !_leaving)
        {
            await polls.Wait(_appended.Task, patience);
            progress = await Progress();
        }

        if (from >= progress.NextSeq)
        {
            return Page([], progress);
        }

        // Batches are stored while the store is read: what is said of the log must not be older than what is given of it, or a reader that has
        // all of it waits for more.
        var batches = await store.Read(Id, from, Math.Clamp(maxBytes, LeastBytes, MostBytes));
        return Page(batches, (await Progress()).With(batches));
    }

    public Task Follow()
    {
        _leaving = true;   // a reader would hold it here for as long as it waits; it asks again, there
        Signal();
        MigrateOnIdle();
        return Task.CompletedTask;
    }

    public Task Forget()
    {
        _assignment = null;   // whoever sends on is asked for again, and is nobody now
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Take(LogBatch batch)
    {
        var progress = await Progress();
        if (await Assignment(batch.Attempt) is not { } assignment || !IsGiven(assignment, batch.AgentId, batch.Attempt))
        {
            Refuse(batch, progress, $"Task {Id} is not given to this agent with attempt {batch.Attempt}.");
            return;
        }

        progress = progress.For(batch.Attempt);
        switch (progress.Fit(batch, out var problem))
        {
            case BatchFit.Next:
                await Append(batch, progress, Origin(assignment));
                break;
            case BatchFit.Repeat:
                await Repeated(batch, progress);
                break;
            default:
                Refuse(batch, progress, problem!);
                break;
        }
    }

    private async Task Append(LogBatch batch, LogProgress progress, LogOrigin origin)
    {
        using var span = _spans++ < MostSpans ? Traces.Start("store log", _assignment?.TraceParent) : null;
        span?.SetTag("ops.log.seq", batch.Seq).SetTag("ops.log.bytes", batch.Bytes.Length);
        if (!await store.Append(new LogEntry(batch, progress.OtherOffset(batch.Stream), progress.Masked + batch.Masked, origin)))
        {
            // Another activation, or this one before a time-out, stored it: the store knows better than we do.
            _progress = null;
            await Repeated(batch, await Progress());
            return;
        }

        meter.Stored(batch, time.GetUtcNow());
        _progress = _known = progress.After(batch);
        Signal();
        _teller.Tell(batch.Source, _progress.Mark());
    }

    /// <summary>
    /// Something is stored where the batch begins. Of an agent that counts its output it is this batch; where its gateway counts for it, it may be what another
    /// connection brought, and then this batch is not stored.
    /// </summary>
    private async Task Repeated(LogBatch batch, LogProgress progress)
    {
        if (batch.MessageId is { } message && !(await store.Messages(Id)).Contains(message, StringComparer.Ordinal))
        {
            Refuse(batch, progress, $"Batch {batch.Seq} is not what the log has there: ask how far it is stored.");
            return;
        }

        _teller.Tell(batch.Source, progress.Mark());
    }

    private void Refuse(LogBatch batch, LogProgress progress, string problem)
    {
        LogRefused(Id, batch.AgentId, problem);
        _teller.Tell(batch.Source, progress.Mark(problem));
    }

    /// <summary>The store does not come back: the agent keeps the batch, and is told to send it again.</summary>
    private void GiveBack(LogBatch batch, LogProgress known, StoreUnavailableException failure)
    {
        LogGivenBack(failure, Id, batch.Seq);
        _teller.Tell(batch.Source, known.Mark($"Batch {batch.Seq} could not be stored: {failure.Message} Send it again."));
    }

    private async Task<LogProgress> Progress()
    {
        if (_progress is null)
        {
            var mark = await store.Mark(Id);
            _progress ??= mark is null ? LogProgress.Start(Id) : LogProgress.From(mark);   // an append may have ended meanwhile: it knows more
            _known = _progress;
        }

        return _progress;
    }

    /// <summary>Asked once for each attempt; a repeated question costs a call, a wrong answer a batch.</summary>
    private async Task<TaskAssignment?> Assignment(int attempt)
    {
        if (_assignment is null || _assignment.Attempt < attempt)
        {
            _assignment = await GrainFactory.GetGrain<ITaskGrain>(Id).Assignment();
        }

        return _assignment;
    }

    // Of an earlier attempt too: its order may have arrived after all, and its output is taken until a later one has printed something.
    private static bool IsGiven(TaskAssignment task, string agentId, int attempt) =>
        attempt <= task.Attempt && string.Equals(task.AgentId, agentId, StringComparison.Ordinal);

    private LogOrigin Origin(TaskAssignment task) => _origin ??=
        new LogOrigin(task.AgentName, OutsideNames.Execution(Id, task.Labels), OutsideNames.Host(task.AgentId, task.Labels), task.Keep);

    private void Signal()
    {
        var appended = _appended;
        _appended = NewSignal();
        appended.SetResult();
    }

    private static LogPage Page(IReadOnlyList<StoredBatch> batches, LogProgress progress) =>
        new(batches, progress.NextSeq, progress.NextSeq > 1 ? progress.Mark() : null);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
