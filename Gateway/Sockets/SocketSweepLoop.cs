using Microsoft.Extensions.Options;
using OrleansOps.Agents;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Sockets;

/// <summary>One clock for all connections: cuts off those that never said Hello and those that stopped reading.</summary>
internal sealed class SocketSweepLoop(AgentSockets sockets, IOptions<AgentSocketOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var socket in sockets.All)
            {
                await Look(socket);
            }
        }
    }

    private async Task Look(AgentSocket socket)
    {
        if (socket.IsStuck)
        {
            sockets.LogStuck(socket.AgentId, options.Value.StuckAfter);
            socket.Abort();
        }
        else if (socket.Epoch == 0 && time.GetElapsedTime(socket.OpenedAt) > options.Value.HelloWithin)
        {
            await socket.Close(CloseReason.ProtocolError, $"No Hello came within {options.Value.HelloWithin.TotalSeconds} s.");
        }
    }
}
