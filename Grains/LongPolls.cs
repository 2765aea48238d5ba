namespace OrleansOps;

/// <summary>
/// Calls that wait at a grain until there is something to tell. A grain cannot leave while one does, so they are let go when grains have to: who waits
/// asks again, and waits where the grain is then.
/// </summary>
public sealed class LongPolls(TimeProvider time) : IDisposable
{
    /// <summary>
    /// The longest that a call waits, whatever it asks for; less than its response time. A call that is lost without a word, as happens when silos go, is
    /// missed only when that is over.
    /// </summary>
    public static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(5);

    /// <summary>For so long after a silo has gone, grains here may still have to leave because of it.</summary>
    private static readonly TimeSpan Unrest = TimeSpan.FromSeconds(2);

    /// <summary>The longest that a call waits meanwhile.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private CancellationTokenSource _waiting = new();
    private long _unrestSince;
    private volatile bool _stopping;

    /// <summary>Returns when the signal comes, the patience is over, or grains have to leave.</summary>
    public async Task Wait(Task signal, TimeSpan patience)
    {
        var letGo = Volatile.Read(ref _waiting).Token;   // before the look at what is: whoever comes with the next one finds that it is so
        var longest = Volatile.Read(ref _unrestSince) is not 0 and var since && time.GetElapsedTime(since) < Unrest ? Glance : LongestPatience;
        if (_stopping)
        {
            return;
        }

        try
        {
            await signal.WaitAsync(patience < longest ? patience : longest, time, letGo);
        }
        catch (Exception nothing) when (nothing is TimeoutException or OperationCanceledException)
        {
            // Nothing came in time: that is the answer.
        }
    }

    /// <summary>The silo stops: nobody waits here any more.</summary>
    public void LetGo()
    {
        _stopping = true;
        EndAll();
    }

    /// <summary>
    /// Another silo goes or has gone. Orleans ends every grain whose place only that silo knew, on silos that nothing has happened to: nobody waits here
    /// for long until that is over.
    /// </summary>
    public void LetGoForAMoment()
    {
        Volatile.Write(ref _unrestSince, time.GetTimestamp());
        EndAll();
    }

    public void Dispose() => _waiting.Dispose();

    private void EndAll() => Interlocked.Exchange(ref _waiting, new CancellationTokenSource()).Cancel();
}
