using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>One session with the gateway: introduces the agent, says what is not settled, and says that it is alive.</summary>
internal sealed partial class Session(
    HostIdentity host,
    Slots slots,
    HeldAttempts held,
    Reports reports,
    LogLoop logs,
    OneTaskLoop? one,
    IHostSampler sampler,
    TimeProvider time,
    ILogger<Session> logger)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestBeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBeat = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>Completes when the connection is closed, with what closed it if that was an error.</summary>
    public async Task<Exception?> Run(IGatewayConnection connection, CancellationToken stopping)
    {
        var welcome = await connection.Hub.Hello(Introduce()).WaitAsync(AnswerTime, time, stopping);
        LogWelcome(welcome.ServerVersion, welcome.Epoch);
        logs.Attach(connection.Hub, welcome.WindowBytes);
        reports.Attach(connection.Hub);
        one?.Attach(connection.Hub);
        try
        {
            return await BeatUntilClosed(connection, Bounded(welcome.NextHeartbeatMs), stopping);
        }
        finally
        {
            one?.Detach();
            logs.Detach();
            reports.Detach();
        }
    }

    private static TimeSpan Bounded(int milliseconds)
    {
        var wanted = TimeSpan.FromMilliseconds(milliseconds);
        return wanted < ShortestBeat ? ShortestBeat : wanted > LongestBeat ? LongestBeat : wanted;
    }

    private Hello Introduce() => new(
        ProtocolVersion.Current,
        host.AgentVersion,
        slots.Count,
        host.Facts,
        [.. held.All
            .Where(attempt => attempt.IsAccepted)
            .Select(attempt => new HeldTask(attempt.Id.TaskId, attempt.Id.Attempt, attempt.Phase))],
        host.Instance,
        host.Installation,
        ProtocolVersion.Minor);

    private async Task<Exception?> BeatUntilClosed(IGatewayConnection connection, TimeSpan beat, CancellationToken stopping)
    {
        var last = time.GetTimestamp();
        while (true)
        {
            var untilBeat = beat - time.GetElapsedTime(last);
            var wait = untilBeat < LookEvery ? untilBeat : LookEvery;
            if (await ClosesWithin(connection, wait, stopping))
            {
                return await connection.Closed;
            }

            reports.RepeatUnsettled();
            if (time.GetElapsedTime(last) >= beat)
            {
                last = time.GetTimestamp();
                var reply = await connection.Hub.Heartbeat(Sample()).WaitAsync(AnswerTime, time, stopping);
                beat = Bounded(reply.NextHeartbeatMs);
            }
        }
    }

    private async Task<bool> ClosesWithin(IGatewayConnection connection, TimeSpan wait, CancellationToken stopping)
    {
        // Whole milliseconds, rounded up: less than one is no wait at all, and the loop would spin until its time has come.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, wait.TotalMilliseconds)));
        try
        {
            await connection.Closed.WaitAsync(whole, time, stopping);
            return true;
        }
        catch (TimeoutException)
        {
            return connection.Closed.IsCompleted;
        }
    }

    private Heartbeat Sample() =>
        sampler.Sample(held.Count(HeldPhase.Running), held.Count(HeldPhase.Waiting), logs.UnstoredBytes);
}
