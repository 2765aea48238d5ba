using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Keeps the agent connected: one session after another, at one gateway or the next, without a limit of attempts.</summary>
internal sealed partial class ConnectLoop(
    GatewayRing gateways,
    Session session,
    TimeProvider time,
    ILogger<ConnectLoop> logger)
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromHours(1);

    private Goodbye? _goodbye;
    private CancellationTokenSource? _session;

    /// <summary>The gateway said why it is about to close the connection.</summary>
    public void Take(Goodbye goodbye) => _goodbye = goodbye;

    /// <summary>The gateways know this agent no longer: the last of them that was asked said so.</summary>
    public bool IsStranger { get; private set; }

    /// <summary>Ends the session that there is and begins another one at the same gateway: what the agent says of itself has changed.</summary>
    public void Renew() => _session?.Cancel();

    public async Task RunAsync(IAgentClient orders, CancellationToken stopping)
    {
        while (true)
        {
            if (await IsToBeRenewed(orders, stopping))
            {
                continue;
            }

            await Task.Delay(gateways.MoveOn(), time, stopping);
        }
    }

    /// <summary>Runs one session to its end. Whether that is because another one is to begin.</summary>
    private async Task<bool> IsToBeRenewed(IAgentClient orders, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _session = ended;
        try
        {
            await RunOnce(orders, ended.Token);
            return false;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            LogRenewed();
            return true;
        }
        finally
        {
            _session = null;
        }
    }

    /// <summary>Runs one session to its end, and has the ring wait as long as that end asks for.</summary>
    private async Task RunOnce(IAgentClient orders, CancellationToken stopping)
    {
        _goodbye = null;
        var began = time.GetTimestamp();
        try
        {
            await using var connection = await gateways.Current.Connect(orders, stopping);
            IsStranger = false;
            var error = await session.Run(connection, stopping);
            LogClosed(error?.Message ?? "the gateway closed it");
        }
        catch (GatewayRefusedException refused)
        {
            AfterRefusal(refused);
            return;
        }
        catch (Exception failed)
        {
            stopping.ThrowIfCancellationRequested();   // what fails while we stop is no failure
            LogNoSession(failed.Message);   // whatever it was, the way on is the same: wait, and connect again
        }

        gateways.Delays.Ended(time.GetElapsedTime(began));
        After(_goodbye);
    }

    private void AfterRefusal(GatewayRefusedException refused)
    {
        if (refused.IsCredential)
        {
            IsStranger = true;
            LogCredentialRefused(refused.Status);
            gateways.RestAll(gateways.Delays.About(LongWait));
            return;
        }

        LogNoSession(refused.Message);
        gateways.Rest(refused.RetryAfter is { } wait ? gateways.Delays.About(wait) : gateways.Delays.Next());
    }

    private void After(Goodbye? goodbye)
    {
        if (goodbye is null)
        {
            gateways.Rest(gateways.Delays.Next());
            return;
        }

        IsStranger = goodbye.Code == GoodbyeCode.Revoked;
        LogGoodbye(goodbye.Code, goodbye.Reason);
        switch (goodbye)
        {
            case { RetryAfterMs: >= 0 and var wait }:   // spread by the gateway, so that the next one is not met by all its agents at once
                gateways.RestAll(gateways.Delays.About(TimeSpan.FromMilliseconds(Math.Min(wait, LongestAskedWait.TotalMilliseconds))));
                break;
            case { Code: GoodbyeCode.Superseded or GoodbyeCode.Revoked }:
                gateways.RestAll(gateways.Delays.About(LongWait));
                break;
            default:
                gateways.Rest(gateways.Delays.Next());
                break;
        }
    }
}
