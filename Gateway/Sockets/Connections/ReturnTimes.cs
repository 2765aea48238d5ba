namespace OrleansOps.Sockets.Connections;

/// <summary>
/// When those that were turned away shall come back: spread over as many seconds as letting all of them in takes, so that few come twice in vain.
/// Without that, a fleet of twenty times the rate would knock twenty times.
/// </summary>
internal sealed class ReturnTimes(int perSecond, TimeProvider time)
{
    private const int Least = 4;
    private const int Most = 60;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _since = time.GetTimestamp();
    private int _turnedAway;

    /// <summary>Seconds until the next one shall come back.</summary>
    public int Next()
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_since) > Remembered)
            {
                (_since, _turnedAway) = (time.GetTimestamp(), 0);
            }

            _turnedAway++;
            return 1 + Random.Shared.Next(Math.Clamp(_turnedAway / perSecond, Least, Most));
        }
    }
}
