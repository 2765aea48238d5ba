using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Starts the job of a schedule now.</summary>
public sealed record RunSchedule
{
    [Description("The id of the job, of the caller's choice: sending it twice starts one job.")]
    public string? JobId { get; init; }
}
