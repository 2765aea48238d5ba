namespace OrleansOps.Tasks;

/// <summary>How often a task that failed is started again, and after which pauses: the first is <see cref="Delay"/>, each further one twice as long as the one before.</summary>
/// <param name="Times">How many starts may follow the first one: 1 to <see cref="MostTimes"/>.</param>
/// <param name="Delay">The pause after the first failure: 1 second to <see cref="LongestDelay"/>.</param>
[GenerateSerializer, Immutable, Alias("ops.FailureRetry")]
public sealed record FailureRetry([property: Id(0)] int Times, [property: Id(1)] TimeSpan Delay)
{
    public const int MostTimes = 10;

    public static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>The pause after this many failures, 1 or more.</summary>
    public TimeSpan Pause(int failures) => Delay * Math.Pow(2, failures - 1) is var pause && pause < LongestDelay ? pause : LongestDelay;
}
