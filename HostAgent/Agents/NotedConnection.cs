using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>A connection whose end is noted.</summary>
internal sealed class NotedConnection(Uri gateway, IGatewayConnection connection, SessionNotes notes) : IGatewayConnection
{
    public IAgentHub Hub => connection.Hub;

    public Task<Exception?> Closed => connection.Closed;

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        var error = connection.Closed.IsCompletedSuccessfully ? await connection.Closed : null;
        notes.NotConnected(error?.Message ?? $"The connection to {gateway.Authority} was closed.");
    }
}
