using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace OrleansOps.Hosting;

/// <summary>Binds what the server listens on. A Unix socket is for its owner and group, before anybody can have connected.</summary>
internal static class UnixSockets
{
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    public static Socket Bind(EndPoint point)
    {
        if (point is not UnixDomainSocketEndPoint file || OperatingSystem.IsWindows())
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(point);
        }

        var path = file.ToString();
        if (File.Exists(path) && !IsListenedAt(file))
        {
            File.Delete(path);   // of a process that was killed
        }

        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(point);
        File.SetUnixFileMode(path, OwnerAndGroup);
        return socket;
    }

    private static bool IsListenedAt(UnixDomainSocketEndPoint file)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(file);
            return true;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode != SocketError.ConnectionRefused;   // what cannot be asked is left alone
        }
    }
}
