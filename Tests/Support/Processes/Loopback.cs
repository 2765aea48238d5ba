using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Tests.Support;

/// <summary>Ports of this machine that nobody else reaches.</summary>
public static class Loopback
{
    private static readonly PortBlocks Ports = new();

    /// <summary>
    /// A port that is free, and that no other test gets, in this process or another, however long its server is away. Not one of those that the
    /// system gives to outgoing connections, of which the rest of an installation opens many while a part of it is down.
    /// </summary>
    public static int FreePort() => Ports.Next();

    public static async Task<bool> Listens(int port, IPAddress? address = null)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address ?? IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;   // asked again by the caller
        }
    }
}
