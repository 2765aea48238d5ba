
namespace OrleansOps.Agents;

/// <summary>The timer by which a host's grain looks at the clock, and whom it tells when the host is away.</summary>
internal sealed class HostWatch(GrainScope grain, HostTasks tasks, AgentOptions options, Func<Task> look)
{
    private IGrainTimer? _timer;

    /// <summary>A session speaks: it is looked at as often as it should be heard.</summary>
    public void Session() => Start(options.HeartbeatEvery);

    /// <summary>
    /// Nobody speaks. While tasks may be running on a host that is away, its grain stays: it measures for how long that is.
    /// </summary>
    public void WhatIsLeft()
    {
        _timer?.Dispose();
        _timer = null;
        if (tasks.Slots.Count > 0)
        {
            Start(options.SilenceLimit);
        }
    }

    /// <summary>Tells every task that is on the agent. One-way: the task's own look at the clock makes up for a lost call.</summary>
    public async Task TellGone(DateTimeOffset since)
    {
        foreach (var taskId in tasks.Slots.TaskIds)
        {
            await grain.TaskOf(taskId).AgentGone(since);
        }
    }

    private void Start(TimeSpan every)
    {
        _timer?.Dispose();
        _timer = grain.Timer(look, new GrainTimerCreationOptions(every, every) { Interleave = true, KeepAlive = true });
    }
}
