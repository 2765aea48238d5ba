namespace OrleansOps.Jobs;

/// <summary>Which hosts another round is for.</summary>
[GenerateSerializer, Alias("ops.JobRetry")]
public enum JobRetry
{
    /// <summary>All that did not succeed, those too that never had their turn.</summary>
    Unsuccessful = 0,

    All = 1,
}
