namespace OrleansOps.Access;

/// <summary>
/// How often each of many may do something: so many at once, and one more after each while. It only reckons: nothing of it runs between two
/// requests, where a limiter of the framework for many wakes up ten times a second for as long as the process lives.
/// </summary>
/// <param name="most">How many at once.</param>
/// <param name="every">After which time one comes back.</param>
/// <param name="time">The clock.</param>
internal sealed class Allowance<TKey>(int most, TimeSpan every, TimeProvider time)
    where TKey : notnull
{
    private const int MostKeys = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, (double Left, long At)> _used = [];

    /// <summary>How long it must wait for its next; null if it need not.</summary>
    public TimeSpan? MustWait(TKey key)
    {
        lock (_lock)
        {
            return Wait(Left(key));
        }
    }

    /// <summary>Takes one; or says how long it must wait for it, and takes none.</summary>
    public TimeSpan? Take(TKey key)
    {
        lock (_lock)
        {
            var left = Left(key);
            if (Wait(left) is { } wait)
            {
                return wait;
            }

            if (_used.Count >= MostKeys)
            {
                DropTheQuiet();
            }

            _used[key] = (left - 1, time.GetTimestamp());
            return null;
        }
    }

    /// <summary>A whole one must have come back: a fraction of one is there after any moment.</summary>
    private TimeSpan? Wait(double left) => left >= 1 ? null : (1 - left) * every;

    private double Left(TKey key) =>
        _used.TryGetValue(key, out var known) ? Math.Min(most, known.Left + (time.GetElapsedTime(known.At) / every)) : most;

    private void DropTheQuiet()
    {
        foreach (var quiet in _used.Keys.Where(key => Left(key) >= most).ToList())
        {
            _used.Remove(quiet);
        }

        if (_used.Count >= MostKeys)
        {
            _used.Clear();   // more at once than can be told apart: memory comes first
        }
    }
}
