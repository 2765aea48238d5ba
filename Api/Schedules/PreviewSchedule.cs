using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Asks for the times of a schedule that is not stored.</summary>
public sealed record PreviewSchedule
{
    public ScheduleTiming? When { get; init; }

    [Description("How many times: 1 to 100. Default: 10.")]
    public int? Count { get; init; }
}
