using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansOps.Tasks;
using OrleansOps.Tracing;

namespace OrleansOps.Agents;

/// <summary>
/// The way of orders to one host. A task waits, or takes a slot from before its order is fetched until it is over; whatever frees a slot lets the
/// next one go. Nothing is sent that is not stored as Sent, so where a sending fails the task is asked, and knows.
/// </summary>
internal sealed partial class TaskDispatch(GrainScope grain, StoredAgent agent, HostTasks tasks, HostSessions sessions, HostThrottle throttle, FleetAnnouncer fleet, SecretLending secrets)
{
    /// <summary>How many tasks are asked at once when all of a host's are.</summary>
    public const int AskedAtOnce = 64;

    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = grain.Logger;
    private readonly OrdersUnderWay _underWay = new();

    /// <summary>The orders that were on their way when this activation began, and that nobody else says again.</summary>
    private readonly List<string> _sentBefore = [];

    private IGrainTimer? _retry;

    /// <summary>Nothing is sent any more: this activation ends.</summary>
    private bool _stopped;

    /// <summary>A new activation: the queue is made of what the index has.</summary>
    public void Start(IEnumerable<TaskSummary> open)
    {
        foreach (var task in open)
        {
            if (task.Phase == TaskPhase.Queued)
            {
                tasks.Waiting.Add(task.Id, task.SubmittedAt);
            }
            else
            {
                tasks.Slots.Take(task.Id, task.Attempt);
                if (task.Phase == TaskPhase.Sent)
                {
                    _sentBefore.Add(task.Id);
                }
            }
        }
    }

    public void Stop() => _stopped = true;

    /// <summary>Requests are over by now. Orders that are being written to the socket are not.</summary>
    public Task AllSent() => _underWay.AllSent();

    /// <summary>Returns when no order of this task is being written to the socket.</summary>
    public Task Sent(string taskId) => _underWay.Sent(taskId);

    public bool HasRoom(LiveSession session) => !session.IsPaused && !_stopped && !agent.Now.Draining && tasks.Slots.Count < throttle.Now(session.Slots);

    /// <summary>A task waits, to be sent with this attempt or a later one.</summary>
    public void Enqueue(string taskId, DateTimeOffset submittedAt, int attempt)
    {
        if (tasks.Slots.IsNews(taskId, attempt))
        {
            tasks.Queue(taskId, submittedAt);
            Pump();
            ShowQueue();
        }
    }

    public void Release(string taskId)
    {
        tasks.Remove(taskId);
        Pump();
        ShowQueue();
    }

    public async Task Cancel(string taskId, int attempt, bool isOpen)
    {
        if (tasks.Waiting.Remove(taskId) || (isOpen && !tasks.Slots.Holds(taskId)))
        {
            tasks.Slots.Take(taskId, attempt);   // an earlier order may have arrived: it is not to be sent, and not to be forgotten
        }

        if (sessions.Current is { } session)
        {
            await sessions.Say(session, connection => connection.Cancel(taskId, attempt));
        }
    }

    /// <summary>Sends what waits while there are free slots. Orders are fetched and sent side by side.</summary>
    public void Pump()
    {
        while (sessions.Current is { Open: true } session
            && HasRoom(session)
            && tasks.Waiting.Take() is { } next)
        {
            tasks.Slots.Take(next.TaskId, Slots.AttemptUnknown);
            _underWay.Add(next.TaskId, Send(session, next.TaskId, next.SubmittedAt));
        }
    }

    /// <summary>Starts sending in the next turn, after the answer that opens the session is on its way.</summary>
    public async Task PumpNext()
    {
        await Task.Yield();
        Pump();
    }

    /// <summary>Sends the order of a task that is stored as Sent and has its slot.</summary>
    public void Send(LiveSession session, DispatchOrder order, DateTimeOffset submittedAt) =>
        _underWay.Add(order.TaskId, SendNow(session, order, submittedAt));

    /// <summary>A lost silo's session goes on: says again, in the next turn, what it had under way. Then whatever waits.</summary>
    public async Task SendAgain(LiveSession session)
    {
        await Task.Yield();
        foreach (var chunk in _sentBefore.Chunk(AskedAtOnce))
        {
            await Task.WhenAll(chunk.Select(taskId =>
            {
                var sending = SendAgain(session, taskId);
                _underWay.Add(taskId, sending);
                return sending;
            }));
        }

        _sentBefore.Clear();
        Pump();
    }

    /// <summary>The store or the task's silo does not answer. The task knows whether it was sent, so it is asked again.</summary>
    public void AskAgain(LiveSession session, string taskId, DateTimeOffset submittedAt, Exception failure, TaskSpec? spec)
    {
        using var trace = Traces.Carry(spec?.TraceParent);
        LogSendFailed(failure, taskId, grain.Key);
        tasks.Queue(taskId, submittedAt);
        Pause(session, FailurePause);
    }

    /// <summary>Sends nothing for a while.</summary>
    public void Pause(LiveSession session, TimeSpan pause)
    {
        session.Pause(pause);
        _retry?.Dispose();
        _retry = grain.Timer(
            () =>
            {
                Pump();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    private async Task Send(LiveSession session, string taskId, DateTimeOffset submittedAt)
    {
        Activity.Current = null;   // what made room is mostly the end of another task, and this is no part of its trace
        DispatchOrder? order = null;
        try
        {
            order = await grain.TaskOf(taskId).Dispatch(grain.Key);
            if (order is null)
            {
                tasks.Slots.FreeUnknown(taskId);   // nothing to send any more
                Pump();
                return;
            }

            await Deliver(session, order);
        }
        catch (Exception failure)
        {
            AskAgain(session, taskId, submittedAt, failure, order?.Spec);
        }
    }

    private async Task SendNow(LiveSession session, DispatchOrder order, DateTimeOffset submittedAt)
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

    private async Task Deliver(LiveSession session, DispatchOrder order)
    {
        using var span = Traces.Start("send", order.Spec.TraceParent);
        tasks.Slots.Take(order.TaskId, order.Attempt);
        if (SecretLending.IsNeeded(order))
        {
            (order, var withheld) = await secrets.AddTo(order);
            if (withheld is not null)
            {
                await Withhold(order, withheld);
                return;
            }
        }

        if (sessions.Current != session || !await sessions.Say(session, connection => connection.Run(order)))
        {
            await grain.TaskOf(order.TaskId).Undelivered(order.Attempt);
        }
    }

    /// <summary>The host hears nothing of it.</summary>
    private async Task Withhold(DispatchOrder order, Said why)
    {
        LogWithheld(order.TaskId, grain.Key, why.Text);
        if (await grain.TaskOf(order.TaskId).Withheld(grain.Key, order.Attempt, why) == ReportStatus.Stored)
        {
            tasks.Slots.Free(order.TaskId, int.MaxValue);
            Pump();
        }
    }

    private async Task SendAgain(LiveSession session, string taskId)
    {
        Activity.Current = null;
        DispatchOrder? order = null;
        try
        {
            order = await grain.TaskOf(taskId).SentOrder(grain.Key);
            if (order is not null && SecretLending.IsNeeded(order))
            {
                (order, var withheld) = await secrets.AddTo(order);
                order = withheld is null ? order : null;   // it may have arrived with them: nobody says of it here that it did not
            }

            if (order is not null && sessions.Current == session)
            {
                await sessions.Say(session, connection => connection.Run(order));
            }
        }
        catch (Exception failure)   // the store or the task's silo does not answer: the task finds out by itself that nobody accepts it
        {
            using var trace = Traces.Carry(order?.Spec.TraceParent);
            LogNotSentAgain(failure, taskId, grain.Key);
        }
    }

    /// <summary>Shows what became of the queue. The list learns of it with the next heartbeat; where none comes it is told now.</summary>
    private void ShowQueue()
    {
        fleet.Show();
        if (sessions.Current is null)
        {
            fleet.AnnounceApart();
        }
    }

    [LoggerMessage(2206, LogLevel.Warning, "Task {TaskId} could not be sent to agent {AgentId}; it is tried again in a moment")]
    private partial void LogSendFailed(Exception failure, string taskId, string agentId);

    [LoggerMessage(2465, LogLevel.Warning, "Task {TaskId} is not sent to agent {AgentId}: {Why}")]
    private partial void LogWithheld(string taskId, string agentId, string why);

    [LoggerMessage(2212, LogLevel.Warning, "Task {TaskId}: its order could not be sent to agent {AgentId} once more; unless it had arrived, its next attempt is sent in a while")]
    private partial void LogNotSentAgain(Exception failure, string taskId, string agentId);
}
