namespace OrleansOps.Operators.Live;

/// <summary>
/// Brings changes into this gateway while somebody follows them here: one reader for all followers. The first follower starts it, and some
/// time after the last one it forgets everything.
/// </summary>
internal abstract partial class Feed(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _wanted = new(0);
    private readonly Lock _lock = new();
    private TaskCompletionSource _ready = NewSignal();
    private int _followers;
    private long _leftAt;

    /// <summary>Takes part until the answer is disposed.</summary>
    public IDisposable Join()
    {
        lock (_lock)
        {
            if (_followers++ == 0)
            {
                _wanted.Release();
            }
        }

        return new Seat(this);
    }

    /// <summary>Ends when this gateway has everything and hears of every change.</summary>
    public Task Ready => Volatile.Read(ref _ready).Task;

    /// <summary>Where changes begin: after this nothing is missed.</summary>
    protected abstract Task<string> Begin();

    /// <summary>Takes in what changed, and says where to go on; null if something was missed and all must begin again.</summary>
    protected abstract Task<string?> Take(string cursor);

    /// <summary>Compares with the lists now and then: what was missed in whatever way does not stay wrong.</summary>
    protected abstract Task Compare();

    /// <summary>Nobody follows any more.</summary>
    protected abstract void Forget();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _wanted.WaitAsync(stoppingToken);
                await RunWhileWanted(stoppingToken);
                Volatile.Write(ref _ready, NewSignal());   // first: whoever comes now must see that it begins again
                Forget();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops, and its followers with it.
        }
    }

    private async Task RunWhileWanted(CancellationToken stopping)
    {
        while (IsWanted())
        {
            try
            {
                await Follow(stopping);
            }
            catch (Exception failed) when (!stopping.IsCancellationRequested)   // the store or a silo is away: begin again until it is back
            {
                LogInterrupted(failed, GetType().Name);
                await Task.Delay(PauseAfterFailure, time, stopping);
            }
        }
    }

    private async Task Follow(CancellationToken stopping)
    {
        var cursor = await Begin();
        Volatile.Read(ref _ready).TrySetResult();
        var comparedAt = time.GetTimestamp();
        while (cursor is not null && IsWanted())
        {
            await Task.Delay(LookEvery, time, stopping);
            cursor = await Take(cursor);
            if (time.GetElapsedTime(comparedAt) > CompareEvery)
            {
                await Compare();
                comparedAt = time.GetTimestamp();
            }
        }
    }

    protected TimeProvider Time => time;

    protected virtual TimeSpan CompareEvery => TimeSpan.FromMinutes(1);

    private bool IsWanted()
    {
        lock (_lock)
        {
            return _followers > 0 || time.GetElapsedTime(_leftAt) < Linger;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _followers--;
            _leftAt = time.GetTimestamp();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(3501, LogLevel.Warning, "{Feed}: changes cannot be read now; beginning again in a moment")]
    private partial void LogInterrupted(Exception error, string feed);

    private sealed class Seat(Feed feed) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                feed.Leave();
            }
        }
    }
}
