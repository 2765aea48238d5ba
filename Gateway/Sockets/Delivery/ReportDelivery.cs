using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Metrics;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Messages;
using OrleansOps.Tasks;

namespace OrleansOps.Sockets.Delivery;

/// <summary>
/// Takes an agent's reports to its grain. The hub does not wait for that: one agent's messages are handled one after the other, and a
/// store that is slow for one task must not hold up the heartbeat. What came of a report is told to the agent when it is known; what
/// could not be stored is not acknowledged, and the agent repeats it.
/// </summary>
internal sealed partial class ReportDelivery(IGrainFactory grains, AgentSessions sessions, GatewayMeter meter, TimeProvider time, ILogger<ReportDelivery> logger)
{
    private const int MostUnderWay = 4_096;
    private const int Tries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    public void Accepted(AgentSocket socket, TaskAccepted report) =>
        Start(socket, report.TaskId, nameof(Accepted), agent => agent.Accepted(socket.Epoch, report.TaskId, report.Attempt), messageId: null, report.Attempt);

    public void Refused(AgentSocket socket, TaskRefused report) => Start(
        socket, report.TaskId, nameof(Refused),
        agent => agent.Refused(socket.Epoch, report.TaskId, report.Attempt, report.Code.MayBeSentAgain(), $"{report.Code}: {report.Reason}"),
        messageId: null, report.Attempt);

    public void Ended(AgentSocket socket, TaskEnded report) => Start(
        socket, report.TaskId, nameof(Ended), agent => agent.Ended(socket.Epoch, report.TaskId, report.ToResult()), report.MessageId, report.Attempt);

    /// <summary>Starts the report. Its every end is handled inside, so nobody needs to wait for it.</summary>
    private void Start(
        AgentSocket socket, string taskId, string kind, Func<IAgentGrain, Task<ReportStatus>> report, string? messageId, int attempt)
    {
        if (Interlocked.Increment(ref socket.ReportsUnderWay) > MostUnderWay)
        {
            Interlocked.Decrement(ref socket.ReportsUnderWay);
            throw new HubException($"{MostUnderWay} reports are not stored yet. Wait, and send this one again.");
        }

        _ = Report(socket, taskId, kind, report, messageId, attempt);
    }

    private async Task Report(
        AgentSocket socket, string taskId, string kind, Func<IAgentGrain, Task<ReportStatus>> report, string? messageId, int attempt)
    {
        try
        {
            var status = await Persist(socket, taskId, kind, report);
            if (status == ReportStatus.Superseded && await sessions.GoesOn(socket))
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
            Interlocked.Decrement(ref socket.ReportsUnderWay);
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
                return await report(grains.GetGrain<IAgentGrain>(socket.AgentId));
            }
            catch (Exception failed) when (remaining > 1 && !socket.Gone.IsCancellationRequested)
            {
                LogReportRepeated(socket.AgentId, taskId, kind, failed.Message);
            }
            catch (Exception failed)
            {
                LogReportLost(failed, socket.AgentId, taskId, kind);
                meter.Refused("report-not-stored");
                return null;
            }

            await Task.Delay(pause, time);
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
