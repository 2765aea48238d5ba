using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// Submissions by way of the host. Where a slot is free the task is stored as Sent with its first write, and its order leaves when that is done:
/// no place in a queue, no question back, one write less. A task with a lock asks for that first.
/// </summary>
internal sealed class TaskSubmissions(GrainScope grain, HostTasks tasks, HostSessions sessions, TaskDispatch dispatch, FleetAnnouncer fleet)
{
    public Task<SubmitReply> Submit(string taskId, TaskSpec spec) =>
        spec.Lock is null && sessions.Current is { Open: true } session && dispatch.HasRoom(session) && tasks.Waiting.Count == 0 && !tasks.Slots.Holds(taskId)
            ? ToSend(session, taskId, spec)
            : ToQueue(taskId, spec);

    private async Task<SubmitReply> ToQueue(string taskId, TaskSpec spec)
    {
        var reply = await grain.TaskOf(taskId).SubmitAtItsHost(spec, SubmitPlan.Queues);
        if (reply.Task.Phase == TaskPhase.Queued && IsHere(reply.Task))
        {
            dispatch.Enqueue(taskId, reply.Task.SubmittedAt, reply.Task.Attempt);
        }

        return reply;
    }

    private async Task<SubmitReply> ToSend(LiveSession session, string taskId, TaskSpec spec)
    {
        tasks.Slots.Take(taskId, Slots.AttemptUnknown);
        SubmitReply reply;
        try
        {
            reply = await grain.TaskOf(taskId).SubmitAtItsHost(spec, SubmitPlan.Sends);
        }
        catch (Exception failure)   // it may be stored, as Sent
        {
            dispatch.AskAgain(session, taskId, grain.Time.GetUtcNow(), failure, spec);
            throw;
        }

        if (reply.Status == SubmitStatus.Created)
        {
            dispatch.Send(session, new DispatchOrder(taskId, reply.Task.Attempt, spec), reply.Task.SubmittedAt);
            fleet.Show();
        }
        else
        {
            GiveBack(taskId, reply.Task);
        }

        return reply;
    }

    /// <summary>The task was there before. What it said to this grain while its slot was kept was no news then.</summary>
    private void GiveBack(string taskId, TaskView task)
    {
        if (!IsHere(task) || task.Phase.IsTerminal())
        {
            dispatch.Release(taskId);
        }
        else if (task.Phase == TaskPhase.Queued)
        {
            tasks.Slots.Free(taskId);
            dispatch.Enqueue(taskId, task.SubmittedAt, task.Attempt);
        }
        else if (tasks.Slots.Holds(taskId))   // else it has ended since
        {
            tasks.Slots.Take(taskId, task.Attempt);
        }
    }

    private bool IsHere(TaskView task) => string.Equals(task.Spec.AgentId, grain.Key, StringComparison.Ordinal);
}
