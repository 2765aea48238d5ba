using System.Net.WebSockets;
using OrleansOps.HostAgent.Connection;

namespace OrleansOps.AgentTests.Connection;

public sealed class WebSocketConnectionTests
{
    /// <summary>
    /// What a pump sees when the other one has aborted the socket between two of its reads. A hub connection whose transport fails to be disposed
    /// tells nobody that it is closed: the agent noticed at its next heartbeat only.
    /// </summary>
    [Fact]
    public async Task SocketDisposedBetweenTwoReads_TheConnectionEndsWithThatAndIsDisposedInPeace()
    {
        var socket = new ClientWebSocket();
        socket.Dispose();

        var connection = new WebSocketConnection(socket, TimeProvider.System);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => connection.Transport.Input.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
        await connection.DisposeAsync();
    }
}
