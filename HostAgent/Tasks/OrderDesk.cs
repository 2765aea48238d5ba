using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Takes the gateway's orders, and answers each so that repeating it is harmless: an attempt is written down before it is confirmed,
/// confirmed before it is started, and started at most once.
/// </summary>
internal sealed partial class OrderDesk(
    string agentId,
    string? onlyUser,
    HostPolicy policy,
    bool isTyped,
    HeldAttempts held,
    Journal journal,
    AttemptRunner runner,
    Reports reports,
    TaskTraces traces,
    OneTask? one,
    TimeProvider time,
    ILogger<OrderDesk> logger)
{
    private bool _stopping;

    /// <summary>Takes no new work from now on.</summary>
    public void Stop() => _stopping = true;

    public async Task Run(RunTask incomplete)
    {
        var (order, received) = (OrderRules.Complete(incomplete), time.GetUtcNow());
        if (OrderRules.Refusal(order, agentId, onlyUser, isTyped) is { } outside)
        {
            reports.Refused(outside);
            return;
        }

        traces.Add(order);
        try
        {
            await Take(order, received);
        }
        finally
        {
            if (held.OfTask(order.TaskId) is [])
            {
                traces.Remove(order.TaskId);
            }
        }
    }

    private async Task Take(RunTask order, DateTimeOffset received)
    {
        // Whatever the number of the order: a task that is held is not started again. The gateway takes the attempt that is held back.
        if (held.OfTask(order.TaskId) is [.., var known])
        {
            AnswerWithHeld(known, order);
            return;
        }

        if (Refusal(order) is { } refusal)
        {
            reports.Refused(refusal);
            return;
        }

        one?.Take();   // before anything is waited for: the next order may come while this one is written down
        var attempt = held.Add(order);
        if (await WriteDown(order))
        {
            (attempt.IsAccepted, attempt.ReceivedAt, attempt.JournaledAt) = (true, received, time.GetUtcNow());
            reports.Accepted(attempt);
            Begin(attempt, found: null);
        }
        else
        {
            held.Remove(attempt);
            one?.GiveBack();
            const string Reason = "The agent's data directory has no space to write the order down. Free some.";
            reports.Refused(OrderRules.Refuse(order, RefusalCode.NoSpace, Reason));
        }
    }

    public async Task Cancel(CancelTask order)
    {
        var isKept = false;
        try
        {
            await journal.Append(new JournalEntry(time.GetUtcNow(), Cancelled: new AttemptId(order.TaskId, order.Attempt)));
            isKept = true;
        }
        catch (IOException failed)
        {
            LogCancelNotKept(failed, order.TaskId);   // it is obeyed all the same, and the gateway repeats it
        }

        foreach (var attempt in held.OfTask(order.TaskId).Where(attempt => attempt.Id.Attempt <= order.Attempt).ToList())
        {
            attempt.Cancel();
            if (attempt is { Report: not null, IsSettled: false })
            {
                reports.Repeat(attempt);
            }
        }

        if (isKept && held.OfTask(order.TaskId) is [] && held.HighestAttempt(order.TaskId) < order.Attempt)
        {
            // Its order never came, and if it still does it is not obeyed: without an answer the gateway would wait for one.
            const string Reason = "The order to end it came first, so it will not be started.";
            reports.Refused(new TaskRefused(order.TaskId, order.Attempt, RefusalCode.Cancelled, Reason));
        }
    }

    /// <summary>The gateway has a report.</summary>
    public async Task Settle(TaskSettled settled)
    {
        var attempt = held.Find(new AttemptId(settled.TaskId, settled.Attempt));
        await held.Settle(settled);
        if (attempt is not null)
        {
            RefuseNotTaken(attempt);
        }
    }

    /// <summary>Goes on with what an earlier life of the agent left, or starts what is new.</summary>
    public void Begin(HeldAttempt attempt, ITaskProcess? found)
    {
        if (journal.State.CancelledUpTo(attempt.Id.TaskId) >= attempt.Id.Attempt)
        {
            attempt.Cancel();   // of a new one: the order to end it overtook the order to run it
        }

        runner.Begin(attempt, found);
    }

    private TaskRefused? Refusal(RunTask order)
    {
        var highest = held.HighestAttempt(order.TaskId);
        if (order.Attempt <= highest)
        {
            return OrderRules.Refuse(order, RefusalCode.OldAttempt, $"This host has taken attempt {highest} of the task already.");
        }

        if (policy.Problem(order, time.GetUtcNow()) is { } problem)
        {
            LogNotAllowed(order.TaskId, problem);
            return OrderRules.Refuse(order, RefusalCode.NotAllowed, problem);
        }

        if (one is { IsTaken: true })
        {
            return OrderRules.Refuse(order, RefusalCode.Stopping, "The agent is for one task, and has had one.");
        }

        return _stopping ? OrderRules.Refuse(order, RefusalCode.Stopping, "The agent is stopping and takes no new work.") : null;
    }

    private void AnswerWithHeld(HeldAttempt known, RunTask order)
    {
        var isNewer = order.Attempt > held.HighestAttempt(order.TaskId);
        if (isNewer)
        {
            journal.Note(new JournalEntry(time.GetUtcNow(), Forgotten: AttemptId.Of(order)));   // should it come again, it is an old one
        }

        AnswerAgain(known);
        if (isNewer && known.Report is not null)
        {
            // The gateway may have that report already, and sent this order for that reason: an answer to the older one would say nothing of this one.
            known.NotTaken = order;
            RefuseNotTaken(known);
        }
    }

    /// <summary>Not before the end of the older attempt is stored: until then it would be said that none of the task ever ran.</summary>
    private void RefuseNotTaken(HeldAttempt known)
    {
        if (known is { IsSettled: true, NotTaken: { } order })
        {
            known.NotTaken = null;
            reports.Refused(OrderRules.Refuse(order, RefusalCode.OldAttempt, $"This host held attempt {known.Id.Attempt} of the task when it came."));
        }
    }

    private void AnswerAgain(HeldAttempt known)
    {
        if (known.Report is not null)
        {
            reports.Repeat(known);
        }
        else if (known.IsAccepted)
        {
            reports.Accepted(known);
        }
    }

    private async Task<bool> WriteDown(RunTask order)
    {
        try
        {
            await journal.Append(new JournalEntry(time.GetUtcNow(), Accepted: order));
            return true;
        }
        catch (IOException failed)
        {
            LogNotAccepted(failed, order.TaskId, order.Attempt);
            return false;
        }
    }
}
