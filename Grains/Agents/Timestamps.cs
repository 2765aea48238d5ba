namespace OrleansOps.Agents;

internal static class Timestamps
{
    /// <summary>The timestamp of the clock that measures, so long ago.</summary>
    public static long Past(this TimeProvider time, TimeSpan ago) => time.GetTimestamp() - (long)(ago.TotalSeconds * time.TimestampFrequency);
}
