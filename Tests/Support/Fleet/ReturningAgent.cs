using System.Net.WebSockets;
using OrleansOps.HostAgent.Agents;

namespace OrleansOps.Tests.Support;

/// <summary>A simulated agent that comes back as a real one does: by the agent's own rule of waiting, and when the server asks it to.</summary>
internal sealed class ReturningAgent(Uri hub, string token, ReconnectDelays delays, FleetRecord record, bool answersOrders)
{
    /// <summary>As long as the agent's own limit.</summary>
    private static readonly TimeSpan GreetWithin = TimeSpan.FromSeconds(15);

    /// <summary>Its connection, while it has one.</summary>
    public SimulatedAgent? Connection { get; private set; }

    public async Task Run(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var wait = await RunOnce(over);
            await Task.Delay(wait, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> RunOnce(CancellationToken over)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            using var connection = await SimulatedAgent.ConnectOnce(hub, token, GreetWithin, record.Admitted, answersOrders);
            Connection = connection;
            record.Arrived();
            await connection.Ended.WaitAsync(over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            record.Left();
        }
        catch (AgentRefusedException refused)
        {
            record.Refused();
            return refused.RetryAfter is { } asked ? delays.About(asked) : delays.Next();
        }
        catch (Exception away) when (away is WebSocketException or InvalidOperationException or TimeoutException)
        {
            record.Failed();   // nobody is there, or not for long enough
        }

        Connection = null;
        delays.Ended(TimeProvider.System.GetElapsedTime(began));
        return delays.Next();
    }
}
