namespace OrleansOps.Tests.Support;

/// <summary>One thing that somebody wants of a gateway again and again, and how long it let them wait. Measured, never judged.</summary>
/// <param name="kind">What it is: submit, read, live.</param>
/// <param name="gateway">Who gives it.</param>
public sealed class Service(string kind, string gateway)
{
    /// <summary>Shorter waits are the daily pace; they are not kept.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly List<Wait> _waits = [];
    private long _lastServed;

    public string Kind => kind;

    public string Gateway => gateway;

    /// <summary>How often it was given.</summary>
    public int Times { get; private set; }

    /// <summary>What somebody wanted since then is there.</summary>
    public void Served(long since)
    {
        lock (_lock)
        {
            _lastServed = TimeProvider.System.GetTimestamp();
            Times++;
            if (TimeProvider.System.GetElapsedTime(since, _lastServed) is var length && length >= Noticeable)
            {
                _waits.Add(new Wait(since, length));
            }
        }
    }

    /// <summary>Whether it was given to somebody since.</summary>
    public bool WasServedSince(long timestamp)
    {
        lock (_lock)
        {
            return _lastServed > timestamp;
        }
    }

    /// <summary>Every wait that anybody would have noticed.</summary>
    public IReadOnlyList<Wait> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public TimeSpan Longest => Waits.Select(wait => wait.Length).DefaultIfEmpty(TimeSpan.Zero).Max();

    public override string ToString() => $"{kind} through {gateway}";
}
