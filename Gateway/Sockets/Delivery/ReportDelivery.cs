using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Metrics;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Messages;
using OrleansOps.Tasks;
using OrleansOps.Tracing;

namespace OrleansOps.Sockets.Delivery;

/// <summary>
/// Takes an agent's reports to its grain. The hub does not wait for that: one agent's messages are handled one after the other, and a
/// store that is slow for one task must not hold up the heartbeat. What came of a report is told to the agent when it is known; what
/// could not be stored is not acknowledged, and the agent repeats it.
/// </summary>
internal sealed partial class ReportDelivery : IAsyncDisposable
{
    private const int MostUnderWay = 4_096;
    private const int Tries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly IGrainFactory _grains;
    private readonly AgentSessions _sessions;
    private readonly GatewayMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<ReportDelivery> _logger;
    private readonly HeldAcceptances _acceptances;

    public ReportDelivery(IGrainFactory grains, AgentSessions sessions, GatewayMeter meter, TimeProvider time, ILogger<ReportDelivery> logger)
    {
        (_grains, _sessions, _meter, _time, _logger) = (grains, sessions, meter, time, logger);
        _acceptances = new HeldAcceptances(time, Pass);
    }

    public void Accepted(AgentSocket socket, TaskAccepted report)
    {
        Enter(socket);
        if (_acceptances.Hold(socket, report) is not null)
        {
            Leave(socket);
        }
    }

    public void Refused(AgentSocket socket, TaskRefused report) => Start(
        socket, report.TaskId, nameof(Refused),
        agent => agent.Refused(socket.Epoch, report.TaskId, report.Attempt, report.Code.MayBeSentAgain(), $"{report.Code}: {report.Reason}"),
        messageId: null, report.Attempt, report.TraceParent);

    public void Ended(AgentSocket socket, TaskEnded report)
    {
        if (_acceptances.Take(socket, report.TaskId) is { } held)
        {
            if (held.Attempt == report.Attempt)
            {
                Leave(socket);   // its end says all that it would say
            }
            else
            {
                Pass(socket, held);
            }
        }

        Start(
            socket, report.TaskId, nameof(Ended), agent => agent.Ended(socket.Epoch, report.TaskId, report.ToResult()), report.MessageId, report.Attempt,
            report.TraceParent);
    }

    /// <summary>The connection is gone.</summary>
    public void Closed(AgentSocket socket) => _acceptances.Closed(socket);

    public ValueTask DisposeAsync() => _acceptances.DisposeAsync();

    private void Pass(AgentSocket socket, TaskAccepted report) => _ = Report(
        socket, report.TaskId, nameof(Accepted), agent => agent.Accepted(socket.Epoch, report.TaskId, report.Attempt), messageId: null, report.Attempt,
        report.TraceParent);

    /// <summary>Starts the report. Its every end is handled inside, so nobody needs to wait for it.</summary>
    private void Start(
        AgentSocket socket, string taskId, string kind, Func<IAgentGrain, Task<ReportStatus>> report, string? messageId, int attempt, string? traceParent)
    {
        Enter(socket);
        _ = Report(socket, taskId, kind, report, messageId, attempt, traceParent);
    }

    private static void Enter(AgentSocket socket)
    {
        if (Interlocked.Increment(ref socket.ReportsUnderWay) > MostUnderWay)
        {
            Leave(socket);
            throw new HubException($"{MostUnderWay} reports are not stored yet. Wait, and send this one again.");
        }
    }

    private static void Leave(AgentSocket socket) => Interlocked.Decrement(ref socket.ReportsUnderWay);

    private async Task Report(
        AgentSocket socket, string taskId, string kind, Func<IAgentGrain, Task<ReportStatus>> report, string? messageId, int attempt, string? traceParent)
    {
        using var trace = Traces.Continue(kind, TraceContext.Parent(traceParent));
        try
        {
            var status = await Persist(socket, taskId, kind, report);
            if (status == ReportStatus.Superseded && await _sessions.GoesOn(socket))
            {
                status = await Persist(socket, taskId, kind, report);   // the grain had lost the session, and has it again
            }

            if (messageId is not null && status is { } stored and not ReportStatus.Superseded)
            {
                await socket.Settled(new TaskSettled(taskId, attempt, messageId, CodeOf(stored)));
            }
        }
        catch (AgentUnreachableException gone)
        {
            LogAnswerLost(socket.AgentId, taskId, kind, gone.Message);
        }
        catch (Exception unexpected)
        {
            LogReportLost(unexpected, socket.AgentId, taskId, kind);
        }
        finally
        {
            Leave(socket);
        }
    }

    /// <summary>Tries for a few seconds, as long as the connection stands. Null: it is not stored.</summary>
    private async Task<ReportStatus?> Persist(AgentSocket socket, string taskId, string kind, Func<IAgentGrain, Task<ReportStatus>> report)
    {
        var pause = FirstPause;
        for (var remaining = Tries; ; remaining--)
        {
            try
            {
                return await report(_grains.GetGrain<IAgentGrain>(socket.AgentId));
            }
            catch (Exception failed) when (remaining > 1 && !socket.Gone.IsCancellationRequested)
            {
                LogReportRepeated(socket.AgentId, taskId, kind, failed.Message);
            }
            catch (Exception failed)
            {
                LogReportLost(failed, socket.AgentId, taskId, kind);
                _meter.Refused("report-not-stored");
                return null;
            }

            await Task.Delay(pause, _time);
            pause *= 2;
        }
    }

    private static SettledCode CodeOf(ReportStatus status) => status switch
    {
        ReportStatus.StoredLate => SettledCode.StoredLate,
        ReportStatus.UnknownTask => SettledCode.UnknownTask,
        _ => SettledCode.Stored,
    };
}
