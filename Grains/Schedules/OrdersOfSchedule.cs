namespace OrleansOps.Schedules;

/// <summary>What one schedule starts: its jobs and its workflows.</summary>
internal sealed class OrdersOfSchedule(GrainScope grain, IGrainFactory grains)
{
    private readonly JobsOfSchedule _jobs = new(grain, grains);
    private readonly WorkflowsOfSchedule _workflows = new(grain, grains);

    public IStartsOfSchedule Of(bool workflows) => workflows ? _workflows : _jobs;

    public async Task<bool> IsOpen(StartedOrder? started) => started is { } order && await Of(order.IsWorkflow).IsOpen(order.Id);
}
