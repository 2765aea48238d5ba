namespace OrleansOps.Agents;

/// <summary>
/// Tells every agent that the gateway stops, and when to come back, before the connections are closed. The times are spread, so that the
/// next gateway is not met by all of them at once.
/// </summary>
internal sealed partial class SocketShutdown(AgentSockets sockets, IHostApplicationLifetime lifetime, ILogger<SocketShutdown> logger)
    : IHostedService
{
    private const int LatestReturnMs = 2_000;

    // Registered at start, after SignalR has registered its own closing: callbacks run in the reverse order, so the goodbyes go first.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(SayGoodbye);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void SayGoodbye()
    {
        var told = 0;
        foreach (var socket in sockets.All)
        {
            var wait = TimeSpan.FromMilliseconds(Random.Shared.Next(LatestReturnMs));
            _ = Tell(socket, wait);
            told++;
        }

        LogTold(told);
    }

    private async Task Tell(AgentSocket socket, TimeSpan wait)
    {
        try
        {
            await socket.Part(CloseReason.ShuttingDown, "The gateway stops.", wait);
        }
        catch (Exception failed)
        {
            LogUntold(failed, socket.AgentId);
        }
    }

    [LoggerMessage(3221, LogLevel.Information, "Stopping: {Count} agents were told to come back")]
    private partial void LogTold(int count);

    [LoggerMessage(3222, LogLevel.Debug, "Agent {AgentId} could not be told that the gateway stops")]
    private partial void LogUntold(Exception error, string agentId);
}
