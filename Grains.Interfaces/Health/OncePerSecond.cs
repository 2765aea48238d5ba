namespace OrleansOps.Health;

/// <summary>A question that costs something, asked at most once a second however many want to know.</summary>
public sealed class OncePerSecond<T>(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<T>? _last;
    private long _askedAt;

    /// <summary>The answer of the question that is under way, or was asked a moment ago. Nobody's impatience ends it for the others.</summary>
    public Task<T> Ask(Func<Task<T>> question, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && time.GetElapsedTime(_askedAt) >= Fresh))
            {
                _askedAt = time.GetTimestamp();
                _last = question();
            }

            return _last.WaitAsync(cancel);
        }
    }
}
