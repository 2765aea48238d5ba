namespace OrleansOps;

/// <summary>
/// Calls that wait at a grain until there is something to tell. A grain cannot leave while one does, so all are let go when their silo stops: who
/// waits asks again, and waits where the grain is then.
/// </summary>
public sealed class LongPolls(TimeProvider time) : IDisposable
{
    /// <summary>The longest that a call may ask to wait, less than its response time.</summary>
    public static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Returns when the signal comes, the patience is over, or the silo stops.</summary>
    public async Task Wait(Task signal, TimeSpan patience)
    {
        try
        {
            await signal.WaitAsync(patience < LongestPatience ? patience : LongestPatience, time, _stopping.Token);
        }
        catch (Exception nothing) when (nothing is TimeoutException or OperationCanceledException)
        {
            // Nothing came in time: that is the answer.
        }
    }

    /// <summary>The silo stops: nobody waits here any more.</summary>
    public void LetGo() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
