using System.Net.Sockets;
using System.Text;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Asks for a stream over a socket of its own, reads until it has begun, and then nothing more.</summary>
internal sealed class DeafReader : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };

    private DeafReader()
    {
    }

    public static async Task<DeafReader> Open(GatewayWorld world, string path)
    {
        var reader = new DeafReader();
        await reader._socket.ConnectAsync(world.Address.Host, world.Address.Port).Within("the reader is connected");
        await reader._socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {world.Address.Authority}\r\nAuthorization: Bearer {world.AdminToken}\r\nAccept: text/event-stream\r\n\r\n"));
        var begun = new byte[256];
        var count = await reader._socket.ReceiveAsync(begun).Within("the stream begins");
        Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(begun, 0, count), StringComparison.Ordinal);
        return reader;
    }

    /// <summary>How much had been sent to it before it was cut off.</summary>
    /// <exception cref="TimeoutException">It was not cut off.</exception>
    public async Task<long> TakeTheRest()
    {
        var (taken, into) = (0L, new byte[64 * 1024]);
        try
        {
            while (await _socket.ReceiveAsync(into).Within("the stream goes on or is cut off") is > 0 and var count)
            {
                taken += count;
            }
        }
        catch (SocketException)
        {
            return taken;   // reset: cut off
        }

        return taken;
    }

    public void Dispose() => _socket.Dispose();
}
