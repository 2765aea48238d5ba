namespace OrleansOps.Cli;

/// <summary>What the processes of a task used.</summary>
internal sealed record TaskUsage(double UserSeconds, double SystemSeconds, long PeakMemoryBytes)
{
    public double CpuSeconds => UserSeconds + SystemSeconds;
}
