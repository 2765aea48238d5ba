namespace OrleansOps.Http;

/// <summary>An answer that is held back until there is something to say, or the caller's time is up.</summary>
/// <param name="seconds">How long it may be held back; 0: not at all.</param>
/// <param name="seen">What the caller knows already; null: whoever asks waits for the end.</param>
/// <param name="time">How long is waited.</param>
/// <param name="gone">The caller asks no more.</param>
internal sealed class LongPoll(int seconds, string? seen, TimeProvider time, CancellationToken gone)
{
    /// <summary>Reads it again and again, until it is over, or otherwise than was seen, or not there.</summary>
    /// <param name="now">How it is now; null: it is not there.</param>
    /// <param name="standing">Whether it is over, and the word for how it is.</param>
    /// <param name="change">Waits for another word than that, as long as that, and reads it.</param>
    /// <param name="lookEvery">How long one wait takes at most, where not everything ends it.</param>
    public async Task<T?> Answer<T>(Task<T?> now, Func<T, (bool IsOver, string Seen)> standing, Func<string, TimeSpan, Task<T?>> change, TimeSpan? lookEvery = null)
        where T : class
    {
        var (start, limit) = (time.GetTimestamp(), TimeSpan.FromSeconds(seconds));
        var found = await now;
        while (found is not null && standing(found) is { IsOver: false, Seen: var word } && (seen is null || string.Equals(word, seen, StringComparison.Ordinal))
            && limit - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            found = await change(word, lookEvery is { } most && most < left ? most : left).WaitAsync(gone);
        }

        return found;
    }
}
