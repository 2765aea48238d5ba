using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// Submissions. Where a slot is free the task is stored as Sent with its first write, and its order leaves when that is done: no place in a queue, no question
/// back, one write less.
/// </summary>
internal sealed partial class AgentGrain
{
    public async Task<SubmitReply?> Submit(string taskId, TaskSpec spec, string? name)
    {
        if (!Agent.IsEnrolled || (name is not null && !string.Equals(name, Agent.Name, StringComparison.Ordinal)))
        {
            LeaveIfStranger();
            return null;
        }

        var named = spec with { AgentName = Agent.Name };
        return _session is { Open: true } session && HasRoom(session) && _pending.Count == 0 && !_slots.Holds(taskId)
            ? await SubmitToSend(session, taskId, named)
            : await SubmitToQueue(taskId, named);
    }

    private async Task<SubmitReply> SubmitToQueue(string taskId, TaskSpec spec)
    {
        var reply = await TaskOf(taskId).SubmitAtItsHost(spec, SubmitPlan.Queues);
        if (reply.Task.Phase == TaskPhase.Queued && IsHere(reply.Task))
        {
            await Enqueue(taskId, reply.Task.SubmittedAt, reply.Task.Attempt);
        }

        return reply;
    }

    private async Task<SubmitReply> SubmitToSend(LiveSession session, string taskId, TaskSpec spec)
    {
        _slots.Take(taskId, Slots.AttemptUnknown);
        SubmitReply reply;
        try
        {
            reply = await TaskOf(taskId).SubmitAtItsHost(spec, SubmitPlan.Sends);
        }
        catch (Exception failure)   // it may be stored, as Sent
        {
            AskAgain(session, taskId, time.GetUtcNow(), failure, spec);
            throw;
        }

        if (reply.Status == SubmitStatus.Created)
        {
            Watch(taskId, Send(session, new DispatchOrder(taskId, reply.Task.Attempt, spec), reply.Task.SubmittedAt));
            Show();
        }
        else
        {
            await GiveBack(taskId, reply.Task);
        }

        return reply;
    }

    private async Task Send(LiveSession session, DispatchOrder order, DateTimeOffset submittedAt)
    {
        try
        {
            await Deliver(session, order);
        }
        catch (Exception failure)
        {
            AskAgain(session, order.TaskId, submittedAt, failure, order.Spec);
        }
    }

    /// <summary>The task was there before. What it said to this grain while its slot was kept was no news then.</summary>
    private async Task GiveBack(string taskId, TaskView task)
    {
        if (!IsHere(task) || task.Phase.IsTerminal())
        {
            await Release(taskId);
        }
        else if (task.Phase == TaskPhase.Queued)
        {
            _slots.Free(taskId);
            await Enqueue(taskId, task.SubmittedAt, task.Attempt);
        }
        else if (_slots.Holds(taskId))   // else it has ended since
        {
            _slots.Take(taskId, task.Attempt);
        }
    }

    private bool IsHere(TaskView task) => string.Equals(task.Spec.AgentId, Id, StringComparison.Ordinal);
}
