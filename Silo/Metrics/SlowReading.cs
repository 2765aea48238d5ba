namespace OrleansOps.Metrics;

/// <summary>
/// What takes a while to read out of the store. It is read anew when somebody asks and what is known is old; who asks is shown the reading before,
/// so that a page of figures never waits for the store.
/// </summary>
/// <param name="read">Reads it once.</param>
/// <param name="failed">Told where it could not be read. What was known is shown on, and the next question reads again.</param>
internal sealed class SlowReading<T>(Func<Task<T>> read, Action<Exception> failed, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(5);

    /// <summary>Of a large cluster there is much to read: no more than a hundredth of the time goes into it.</summary>
    private const int Share = 100;

    private T? _latest;
    private TimeSpan _pause = LeastAge;
    private long _readAt;
    private int _reading;

    /// <summary>Null before the first reading is there.</summary>
    public T? Latest()
    {
        if ((Volatile.Read(ref _latest) is null || time.GetElapsedTime(_readAt) >= _pause) && Interlocked.Exchange(ref _reading, 1) == 0)
        {
            _ = Read();
        }

        return Volatile.Read(ref _latest);
    }

    private async Task Read()
    {
        var started = time.GetTimestamp();
        try
        {
            var latest = await read();
            var took = time.GetElapsedTime(started);
            (_pause, _readAt) = (took * Share > LeastAge ? took * Share : LeastAge, time.GetTimestamp());
            Volatile.Write(ref _latest, latest);
        }
        catch (Exception failure)
        {
            failed(failure);
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
