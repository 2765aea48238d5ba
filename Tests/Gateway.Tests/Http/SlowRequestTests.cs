using System.Net.Sockets;
using System.Text;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Http;

/// <summary>Requests that never come to their end: they are cut off, and others do not wait for them.</summary>
public sealed class SlowRequestTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const int Connections = 200;

    [Theory]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")]                       // its headers never end
    [InlineData("GET /hubs/agent HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n")]
    public async Task HeadersThatNeverEndAreCutOffAndNobodyWaits(string beginning)
    {
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                slow.Add(await Begin(beginning));
            }

            Assert.Equal("alive", await world.Stranger.GetStringAsync("/healthz").Within("another request is answered"));
            await Task.WhenAll(slow.Select(client => IsClosed(client)));
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task ABodyThatDribblesIsCutOff()
    {
        using var client = await Begin(
            $"PUT /api/v1/tasks/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {world.AdminToken}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{");

        await IsClosed(client);
        using var task = await world.Operator.GetAsync("/api/v1/tasks/slow");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, task.StatusCode);
    }

    private async Task<TcpClient> Begin(string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync(world.Address.Host, world.Address.Port).Within("the connection is open");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        return client;
    }

    /// <summary>Dribbles on, one byte at a time, until the other end closes.</summary>
    private static Task IsClosed(TcpClient client) => Dribble(client).Within("the gateway closes a request that does not come to its end");

    private static async Task Dribble(TcpClient client)
    {
        var stream = client.GetStream();
        var answer = new byte[4096];
        try
        {
            var reading = Drain(stream, answer);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            while (!reading.IsCompleted)
            {
                await stream.WriteAsync("x"u8.ToArray());
                await Task.WhenAny(reading, timer.WaitForNextTickAsync().AsTask());
            }

            await reading;
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            Assert.NotNull(closed);   // reset while it was written to
        }
    }

    private static async Task Drain(NetworkStream stream, byte[] into)
    {
        while (await stream.ReadAsync(into) > 0)
        {
        }
    }
}
