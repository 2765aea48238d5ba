using OrleansOps.Agents;
using OrleansOps.Lifetime;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Sockets;

/// <summary>
/// Sends every agent away before the process stops: says that the gateway stops and when to come back, and waits until the connections are
/// gone. The times are spread, so that the next gateway is not met by all of them at once.
/// </summary>
internal sealed partial class SocketShutdown(AgentSockets sockets, TimeProvider time, ILogger<SocketShutdown> logger) : ILeavesFirst, IHostedLifecycleService
{
    private const int LatestReturnMs = 2_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private int _begun;

    /// <summary>Returns when no agent is connected any more, or after a few seconds. Harmless to call twice.</summary>
    public async Task Leave()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            return;
        }

        sockets.IsStopping = true;
        var all = sockets.All.ToList();
        await Task.WhenAll(all.Select(Tell));
        LogTold(all.Count);

        // Not before: when the host begins to stop, SignalR drops its connections together with what is not sent yet.
        for (var start = time.GetTimestamp(); sockets.Count > 0 && time.GetElapsedTime(start) < Timeout;)
        {
            await Task.Delay(Look, time);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Leave();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Tell(AgentSocket socket)
    {
        try
        {
            await socket.Part(CloseReason.ShuttingDown, "The gateway stops.", TimeSpan.FromMilliseconds(Random.Shared.Next(LatestReturnMs)));
            socket.Abort();   // ends the connection in order: what is written is sent first
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
