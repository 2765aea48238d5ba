namespace OrleansOps.Simulation.Time;

/// <summary>Chances that are the same for the same seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public bool Hits(double probability) => probability > 0 && _random.NextDouble() < probability;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Whole(int least, int most) => _random.Next(least, most + 1);

    public TimeSpan Span(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromTicks((long)((leastSeconds + ((mostSeconds - leastSeconds) * _random.NextDouble())) * TimeSpan.TicksPerSecond));

    /// <summary>Mostly near the least, seldom near the most.</summary>
    public TimeSpan Skewed(double leastSeconds, double mostSeconds)
    {
        var part = _random.NextDouble();
        part *= part;
        part *= part;
        return TimeSpan.FromTicks((long)((leastSeconds + ((mostSeconds - leastSeconds) * part * part)) * TimeSpan.TicksPerSecond));
    }

    /// <summary>A time until the next of things that happen every so often.</summary>
    public TimeSpan Until(double everySeconds) => TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) * everySeconds);

    public T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    public Random Fork() => new(_random.Next());
}
