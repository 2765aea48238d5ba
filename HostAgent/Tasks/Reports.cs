using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Tells the gateway what happens, while there is one. A report that does not get through is not kept here, because the journal has it, and the
/// next session begins by saying everything that is not settled.
/// </summary>
internal sealed partial class Reports(HeldAttempts held, TimeProvider time, ILogger<Reports> logger)
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WaitForLog = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WaitForLogOfEnded = TimeSpan.FromMilliseconds(250);

    private readonly List<TaskRefused> _unsaid = [];
    private IAgentHub? _hub;

    /// <summary>A session is open: says again what it may not know.</summary>
    public void Attach(IAgentHub hub)
    {
        _hub = hub;
        _unsaid.ForEach(refusal => Send(open => open.Refused(refusal)));
        _unsaid.Clear();
        foreach (var attempt in held.All)
        {
            attempt.ReportSentAt = null;
            if (attempt is { IsAccepted: true, Report: null })
            {
                Accepted(attempt);
            }
        }
    }

    public void Detach()
    {
        _hub = null;
        _unsaid.Clear();
    }

    public void Accepted(HeldAttempt attempt) => Send(hub => hub.Accepted(new TaskAccepted(attempt.Id.TaskId, attempt.Id.Attempt, attempt.Order.TraceParent)));

    public void Refused(TaskRefused refusal)
    {
        LogRefused(refusal.TaskId, refusal.Attempt, refusal.Code, refusal.Reason);
        if (_hub is null)
        {
            _unsaid.Add(refusal);   // an order can overtake the welcome, and no journal keeps what was refused
        }
        else
        {
            Send(hub => hub.Refused(refusal));
        }
    }

    /// <summary>Said once: whoever types asks again if he hears nothing.</summary>
    public void Typed(InputTyped report) => Send(hub => hub.Typed(report));

    /// <summary>
    /// How long a report waits for the output that comes before it. A store that is slow, and a spool that is long, must not keep an
    /// operator from knowing that what he ended is dead.
    /// </summary>
    public static TimeSpan LongestWaitForLog(TaskEnded report) =>
        report.Outcome is TaskOutcome.Cancelled or TaskOutcome.TimedOut ? WaitForLogOfEnded : WaitForLog;

    /// <summary>Sends the report of an attempt that is over, if its turn has come: after its output, once in each session.</summary>
    public void Ended(HeldAttempt attempt)
    {
        if (_hub is not null && attempt is { IsSettled: false, ReportSentAt: null })
        {
            Repeat(attempt);
        }
    }

    /// <summary>Sends the report again, because the gateway seems not to have it.</summary>
    public void Repeat(HeldAttempt attempt)
    {
        if (attempt.Report is { } report && (attempt.Log.AllSent || time.GetElapsedTime(attempt.EndedTimestamp) >= LongestWaitForLog(report)))
        {
            attempt.ReportSentAt = time.GetTimestamp();
            Send(hub => hub.Ended(report));
        }
    }

    /// <summary>Sends again what was sent a while ago and is not settled, and what has waited long enough for its output.</summary>
    public void RepeatUnsettled()
    {
        foreach (var attempt in held.All)
        {
            if (attempt is { IsSettled: false, ReportSentAt: var sentAt } && (sentAt is not { } at || time.GetElapsedTime(at) >= RepeatEvery))
            {
                Repeat(attempt);
            }
        }
    }

    private void Send(Func<IAgentHub, Task> report)
    {
        if (_hub is { } hub)
        {
            _ = Try(hub, report);
        }
    }

    private async Task Try(IAgentHub hub, Func<IAgentHub, Task> report)
    {
        try
        {
            await report(hub);
        }
        catch (Exception failed)
        {
            LogNotSent(failed);
        }
    }
}
