using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.AgentTests;

/// <summary>
/// A forward proxy on loopback, as companies have them: CONNECT for tunnels, whole addresses for plain HTTP. It finds every name on this machine, so that what is asked by a
/// name that nobody else knows has come this way.
/// </summary>
internal sealed class ForwardProxy : IAsyncDisposable
{
    private const int HeadBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string? _credentials;
    private readonly Task _accepting;

    private ForwardProxy(string? credentials)
    {
        _credentials = credentials is null ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>First line of each request that was let through.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>How many were sent back for a user and a password.</summary>
    public int Refused { get; private set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <param name="credentials">user:password that it wants; null: none.</param>
    public static ForwardProxy Start(string? credentials = null) => new(credentials);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(Serve(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        try
        {
            var near = client.GetStream();
            var head = await ReadHead(near);
            var lines = Encoding.Latin1.GetString(head).Split("\r\n");
            if (_credentials is not null && !lines.Contains($"Proxy-Authorization: {_credentials}", StringComparer.OrdinalIgnoreCase))
            {
                Refused++;
                await near.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stopping.Token);
                return;
            }

            Asked.Enqueue(lines[0]);
            var words = lines[0].Split(' ');
            var isTunnel = words[0] == "CONNECT";
            var port = isTunnel ? int.Parse(words[1].Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) : new Uri(words[1]).Port;
            using var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, port, _stopping.Token);
            var farStream = far.GetStream();
            await (isTunnel ? near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _stopping.Token) : farStream.WriteAsync(head, _stopping.Token));
            await Task.WhenAny(near.CopyToAsync(farStream, _stopping.Token), farStream.CopyToAsync(near, _stopping.Token));
        }
        catch (Exception cut) when (cut is IOException or SocketException or OperationCanceledException)
        {
            // One end is gone, and so is the other.
        }
    }

    private async Task<byte[]> ReadHead(NetworkStream near)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (head.Count < HeadBytes && !(head.Count >= 4 && head[^1] == 10 && head[^2] == 13 && head[^3] == 10 && head[^4] == 13))
        {
            await near.ReadExactlyAsync(next, _stopping.Token);
            head.Add(next[0]);
        }

        return [.. head];
    }
}
