using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Metrics;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Sockets;

/// <summary>What holds for every message of every agent: not before the Hello, and not more than the rate.</summary>
internal sealed partial class AgentHubFilter(AgentSockets sockets, GatewayMeter meter, ILogger<AgentHubFilter> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var method = invocationContext.HubMethodName;
        var socket = sockets.Find(invocationContext.Context.ConnectionId) ?? throw new HubException("The connection is closing.");
        meter.Received(method);

        if (socket.IsClosing)
        {
            throw new HubException("The connection is closing.");
        }

        if (socket.Epoch == 0 && !string.Equals(method, nameof(AgentHub.Hello), StringComparison.Ordinal))
        {
            return await Break(socket, $"'{method}' came before Hello. The first call on every connection is Hello.");
        }

        if (!socket.MaySend())
        {
            return await Break(socket, $"More than {sockets.Options.MessagesPerSecond} messages came in a second. Send larger batches.");
        }

        try
        {
            return await next(invocationContext);
        }
        catch (HubException refused)
        {
            meter.Refused("hub-message");
            LogRefused(socket.AgentId, method, refused.Message);
            throw;
        }
        catch (Exception failed)
        {
            LogFailed(failed, socket.AgentId, method);
            throw;
        }
    }

    private async Task<object?> Break(AgentSocket socket, string reason)
    {
        meter.Refused("protocol-error");
        await socket.CloseAfterAnswer(CloseReason.ProtocolError, reason);
        throw new HubException(reason);
    }

    // An agent that is told what is wrong may repeat it as fast as it likes: at this level it does not fill the disk.
    [LoggerMessage(3231, LogLevel.Debug, "Agent {AgentId}: {Method} refused: {Why}")]
    private partial void LogRefused(string agentId, string method, string why);

    [LoggerMessage(3232, LogLevel.Error, "Agent {AgentId}: {Method} failed")]
    private partial void LogFailed(Exception error, string agentId, string method);
}
