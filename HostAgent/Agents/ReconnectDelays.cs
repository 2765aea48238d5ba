namespace OrleansOps.HostAgent.Agents;

/// <summary>
/// How long to wait before connecting again: a random time below a bound that doubles, so that a thousand agents do not come at once.
/// </summary>
internal sealed class ReconnectDelays(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(60);

    private int _failures;

    public TimeSpan Next()
    {
        var bound = First * Math.Pow(2, Math.Min(_failures, 10));
        _failures++;
        return (bound < Longest ? bound : Longest) * random.NextDouble();
    }

    /// <summary>A fixed wait, spread by up to a tenth.</summary>
    public TimeSpan About(TimeSpan wait) => wait * (1 + (0.1 * random.NextDouble()));

    /// <summary>A session ended. One that had been stable counts as a success.</summary>
    public void Ended(TimeSpan after)
    {
        if (after >= Stable)
        {
            _failures = 0;
        }
    }
}
