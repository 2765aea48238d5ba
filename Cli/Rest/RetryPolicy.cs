namespace OrleansOps.Cli;

/// <summary>How long and how often to try again. Waits double from a quarter of a second to ten seconds, with jitter.</summary>
/// <param name="limit">How long it may go on without success, before the failure counts.</param>
internal sealed class RetryPolicy(TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private int _tries;
    private long _since;

    public TimeSpan Limit { get; } = limit;

    /// <summary>It worked: the next failure is a new one.</summary>
    public void Reset() => _tries = 0;

    /// <summary>Waits before the next try. False, at once, if the limit is over.</summary>
    public async Task<bool> Wait(TimeSpan? asked, CancellationToken cancel)
    {
        if (_tries == 0)
        {
            _since = time.GetTimestamp();
        }

        var left = Limit - time.GetElapsedTime(_since);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        var wait = asked is { } told && told < LongestWait ? told : NextWait();
        _tries++;
        await Task.Delay(wait < left ? wait : left, time, cancel);
        return true;
    }

    /// <summary>Sends a request until it is answered, refused for good, or the time for it is over.</summary>
    public async Task<T> Try<T>(Func<Task<T>> send, Retry atLeast, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var answer = await send();
                Reset();
                return answer;
            }
            catch (CliException failure) when (failure.Retry >= atLeast)
            {
                if (!await Wait(failure.RetryAfter, cancel))
                {
                    throw;
                }
            }
        }
    }

    private TimeSpan NextWait()
    {
        var ceiling = Math.Min(FirstWait.TotalMilliseconds * Math.Pow(2, Math.Min(_tries, 16)), LongestWait.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(ceiling * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
