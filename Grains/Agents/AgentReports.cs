using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>What an agent says of its tasks: each task's grain judges it, and what it stores moves the task here between queue and slots.</summary>
internal sealed class AgentReports(GrainScope grain, HostTasks tasks, TaskDispatch dispatch, FleetAnnouncer fleet, AgentOptions options)
{
    public async Task<ReportStatus> Accepted(string taskId, int attempt)
    {
        var status = await grain.TaskOf(taskId).Accepted(grain.Key, attempt);
        if (status == ReportStatus.Stored)
        {
            tasks.Slots.Know(taskId, attempt);   // its next order was being fetched
            if (tasks.Waiting.Remove(taskId))
            {
                tasks.Slots.Take(taskId, attempt);   // it was thought to wait here, and is there
            }
        }

        return status;
    }

    public async Task<ReportStatus> Refused(LiveSession session, string taskId, int attempt, bool retry, string reason)
    {
        if (retry)
        {
            dispatch.Pause(session, options.RefusalPause);   // before the task is back in the queue
        }

        var status = await grain.TaskOf(taskId).Refused(grain.Key, attempt, retry, reason);
        if (status == ReportStatus.Stored)
        {
            tasks.Slots.Free(taskId, retry ? attempt : int.MaxValue);   // for now, too: it is in the queue again, or over because it was to be cancelled
            dispatch.Pump();
        }

        return status;
    }

    public async Task<ReportStatus> Ended(string taskId, TaskResult result)
    {
        var status = await grain.TaskOf(taskId).Ended(grain.Key, result);

        // A newer order of this task may be being written to the socket. The agent may forget the task only after it has seen that order
        // and refused it, so the answer waits: the other way round it would run again.
        await dispatch.Sent(taskId);

        if (status is not (ReportStatus.Superseded or ReportStatus.Ignored))
        {
            tasks.Remove(taskId);
            dispatch.Pump();
            fleet.Show();
        }

        return status;
    }

    /// <summary>A new session: compares what the agent holds with what is thought to be on it.</summary>
    /// <param name="unsaid">It cannot say what it holds.</param>
    public async Task Reconcile(LiveSession session, IReadOnlyList<HeldTask> held, bool unsaid)
    {
        // Two attempts of one task: on a full disk the agent let go of the older one and could not write that down. Its report comes all the same.
        var named = held.GroupBy(task => task.TaskId, StringComparer.Ordinal).ToDictionary(task => task.Key, task => task.MaxBy(one => one.Attempt)!, StringComparer.Ordinal);
        var cancels = new List<(string TaskId, int Attempt)>();
        foreach (var chunk in tasks.Slots.TaskIds.Union(named.Keys).Chunk(TaskDispatch.AskedAtOnce))
        {
            await Task.WhenAll(chunk.Select(async taskId =>
            {
                var task = named.GetValueOrDefault(taskId) ?? (unsaid ? new HeldTask(taskId, 0, Ended: false, Unsaid: true) : null);
                var verdict = await grain.TaskOf(taskId).Reconcile(grain.Key, task);
                Place(taskId, task, verdict);
                if (verdict == ReconcileVerdict.Cancel)
                {
                    cancels.Add((taskId, task!.Attempt));
                }
            }));
        }

        foreach (var (taskId, attempt) in cancels)
        {
            await session.Connection.Cancel(taskId, attempt).WaitAsync(options.SendWithin, grain.Time);
        }
    }

    private void Place(string taskId, HeldTask? held, ReconcileVerdict verdict)
    {
        switch (verdict)
        {
            case ReconcileVerdict.Running or ReconcileVerdict.Cancel:
                tasks.PutOnHost(taskId, held is { Unsaid: false } ? held.Attempt : int.MaxValue);
                break;
            case ReconcileVerdict.Over or ReconcileVerdict.Unknown:
                tasks.Remove(taskId);
                break;
            case ReconcileVerdict.Queued:
                tasks.Slots.Free(taskId);   // the task queues itself, with its place in the queue
                break;
        }
    }
}
