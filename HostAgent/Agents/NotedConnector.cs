using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>The way to a gateway, with a note of each connection that opens, ends or fails.</summary>
internal sealed class NotedConnector(Uri gateway, IGatewayConnector connector, SessionNotes notes) : IGatewayConnector
{
    public async Task<IGatewayConnection> Connect(IAgentClient orders, CancellationToken cancel)
    {
        try
        {
            var connection = await connector.Connect(orders, cancel);
            notes.Connected(gateway);
            return new NotedConnection(gateway, connection, notes);
        }
        catch (IOException failed)
        {
            notes.NotConnected(failed.Message);
            throw;
        }
    }
}
