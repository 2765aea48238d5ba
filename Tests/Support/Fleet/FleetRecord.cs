using System.Collections.Concurrent;

namespace OrleansOps.Tests.Support;

/// <summary>When the agents of a fleet came and went. Safe to use from many threads.</summary>
public sealed class FleetRecord
{
    private ConcurrentQueue<long> _arrivals = new();
    private ConcurrentQueue<long> _admissions = new();
    private int _connected;
    private int _refusals;
    private int _failures;

    /// <summary>Agents whose greeting was answered and whose connection has not ended.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>How often an agent was asked to come again later, since <see cref="Begin"/>.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <summary>How often nobody was there, since <see cref="Begin"/>.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Starts a new count of arrivals, refusals and failures.</summary>
    public void Begin()
    {
        _arrivals = new ConcurrentQueue<long>();
        _admissions = new ConcurrentQueue<long>();
        Interlocked.Exchange(ref _refusals, 0);
        Interlocked.Exchange(ref _failures, 0);
    }

    /// <summary>Seconds from a timestamp to each arrival since <see cref="Begin"/>, the earliest first.</summary>
    public IReadOnlyList<double> ArrivalsAfter(long timestamp) =>
        Seconds(_arrivals, timestamp);

    /// <summary>The most that were let in within any one second since <see cref="Begin"/>, as their end of the connection saw it.</summary>
    public int MostAdmittedInASecond()
    {
        var admissions = Seconds(_admissions, 0);
        var (most, first) = (0, 0);
        for (var last = 0; last < admissions.Count; last++)
        {
            while (admissions[last] - admissions[first] >= 1)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    internal void Admitted() => _admissions.Enqueue(TimeProvider.System.GetTimestamp());

    internal void Arrived()
    {
        _arrivals.Enqueue(TimeProvider.System.GetTimestamp());
        Interlocked.Increment(ref _connected);
    }

    internal void Left() => Interlocked.Decrement(ref _connected);

    internal void Refused() => Interlocked.Increment(ref _refusals);

    internal void Failed() => Interlocked.Increment(ref _failures);

    private static List<double> Seconds(IEnumerable<long> times, long from) =>
        [.. times.Select(time => TimeProvider.System.GetElapsedTime(from, time).TotalSeconds).Order()];
}
