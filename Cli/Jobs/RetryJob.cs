namespace OrleansOps.Cli;

/// <summary>One more round of a job that is over.</summary>
/// <param name="Round">One more than the job's round, so that sending it twice begins one round.</param>
/// <param name="Hosts">unsuccessful or all.</param>
internal sealed record RetryJob(int Round, string Hosts)
{
    public const string Unsuccessful = "unsuccessful";
    public const string All = "all";
}
