namespace OrleansOps.Jobs;

/// <summary>Hosts by how they stand.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobCounts")]
public sealed record JobCounts
{
    public static readonly JobCounts None = new();

    [Id(0)] public int Waiting { get; init; }

    [Id(1)] public int Open { get; init; }

    [Id(2)] public int Succeeded { get; init; }

    [Id(3)] public int Failed { get; init; }

    [Id(4)] public int Undelivered { get; init; }

    [Id(5)] public int Cancelled { get; init; }

    public int Ended => Succeeded + Failed + Undelivered + Cancelled;

    public int All => Waiting + Open + Ended;

    public static JobCounts operator +(JobCounts one, JobCounts other) => new()
    {
        Waiting = one.Waiting + other.Waiting,
        Open = one.Open + other.Open,
        Succeeded = one.Succeeded + other.Succeeded,
        Failed = one.Failed + other.Failed,
        Undelivered = one.Undelivered + other.Undelivered,
        Cancelled = one.Cancelled + other.Cancelled,
    };

    public static JobCounts Of(IEnumerable<JobHostState> states)
    {
        Span<int> counts = stackalloc int[6];
        foreach (var state in states)
        {
            counts[(int)state]++;
        }

        return new JobCounts { Waiting = counts[0], Open = counts[1], Succeeded = counts[2], Failed = counts[3], Undelivered = counts[4], Cancelled = counts[5] };
    }
}
