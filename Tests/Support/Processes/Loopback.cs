using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Tests.Support;

/// <summary>Ports of this machine that nobody else reaches.</summary>
public static class Loopback
{
    /// <summary>
    /// A port that is free and stays so while its server is away: not one of those that the system gives to outgoing connections, of which the
    /// rest of an installation opens many while a part of it is down.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it: another one.
            }
        }
    }

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
