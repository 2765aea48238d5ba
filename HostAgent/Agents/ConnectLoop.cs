using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.Agents;

/// <summary>Keeps the agent connected: one session after another, without a limit of attempts.</summary>
internal sealed partial class ConnectLoop(
    IGatewayConnector gateway,
    Session session,
    ReconnectDelays delays,
    TimeProvider time,
    ILogger<ConnectLoop> logger)
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromHours(1);

    private Goodbye? _goodbye;

    /// <summary>The gateway said why it is about to close the connection.</summary>
    public void Take(Goodbye goodbye) => _goodbye = goodbye;

    public async Task RunAsync(IAgentClient orders, CancellationToken stopping)
    {
        while (true)
        {
            var wait = await RunOnce(orders, stopping);
            await Task.Delay(wait, time, stopping);
        }
    }

    /// <summary>Runs one session to its end. Returns how long to wait before the next.</summary>
    private async Task<TimeSpan> RunOnce(IAgentClient orders, CancellationToken stopping)
    {
        _goodbye = null;
        var began = time.GetTimestamp();
        try
        {
            await using var connection = await gateway.Connect(orders, stopping);
            var error = await session.Run(connection, stopping);
            LogClosed(error?.Message ?? "the gateway closed it");
        }
        catch (GatewayRefusedException refused)
        {
            return AfterRefusal(refused);
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            LogNoSession(failed.Message);   // whatever it was, the way on is the same: wait, and connect again
        }

        delays.Ended(time.GetElapsedTime(began));
        return _goodbye is { } goodbye ? After(goodbye) : delays.Next();
    }

    private TimeSpan AfterRefusal(GatewayRefusedException refused)
    {
        if (refused.IsCredential)
        {
            LogCredentialRefused(refused.Status);
            return delays.About(LongWait);
        }

        LogNoSession(refused.Message);
        return refused.RetryAfter is { } wait ? delays.About(wait) : delays.Next();
    }

    private TimeSpan After(Goodbye goodbye)
    {
        LogGoodbye(goodbye.Code, goodbye.Reason);
        return goodbye switch
        {
            { RetryAfterMs: >= 0 and var wait } => delays.About(TimeSpan.FromMilliseconds(Math.Min(wait, LongestAskedWait.TotalMilliseconds))),
            { Code: GoodbyeCode.Superseded or GoodbyeCode.Revoked } => delays.About(LongWait),
            _ => delays.Next(),
        };
    }
}
