using Microsoft.AspNetCore.SignalR;
using OrleansOps.Metrics;

namespace OrleansOps.Agents;

/// <summary>What holds for every message of every agent: not before the Hello, and not more than the rate.</summary>
internal sealed class AgentHubFilter(AgentSockets sockets, GatewayMeter meter) : IHubFilter
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
        catch (HubException)
        {
            meter.Refused("hub-message");
            throw;
        }
    }

    private async Task<object?> Break(AgentSocket socket, string reason)
    {
        meter.Refused("protocol-error");
        await socket.CloseAfterAnswer(CloseReason.ProtocolError, reason);
        throw new HubException(reason);
    }
}
