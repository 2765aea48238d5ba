namespace OrleansOps.Health;

/// <summary>
/// What the store says of itself, asked at most once a second however many want to know: the readiness page is open to everybody, and each
/// question costs the store a write.
/// </summary>
internal sealed class StoreProbe(IStoreHealth store, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<StoreHealth>? _last;
    private long _askedAt;

    public async Task<StoreHealth> Ask(CancellationToken cancel) => await Current().WaitAsync(cancel);

    /// <summary>The question that is under way, or was asked a moment ago. Nobody's impatience ends it for the others.</summary>
    private Task<StoreHealth> Current()
    {
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && time.GetElapsedTime(_askedAt) >= Fresh))
            {
                _askedAt = time.GetTimestamp();
                _last = store.Check(CancellationToken.None);
            }

            return _last;
        }
    }
}
