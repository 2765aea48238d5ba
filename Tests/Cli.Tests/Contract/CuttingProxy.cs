using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Cli.Tests;

/// <summary>Passes bytes on, and closes each connection after so many bytes of the server's answer as the test says.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Queue<int> _cuts;
    private readonly Task _accepting;

    /// <param name="target">The server's address.</param>
    /// <param name="cuts">For each connection in turn; those after the last are not cut.</param>
    public CuttingProxy(string target, IEnumerable<int> cuts)
    {
        (_target, _cuts) = (new Uri(target).Port, new Queue<int>(cuts));
        _listener.Start();
        _accepting = Accept();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(Pass(client, _cuts.TryDequeue(out var cut) ? cut : int.MaxValue));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Pass(TcpClient client, int answerLimit)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var ways = new[] { Copy(client, server, int.MaxValue, end.Token), Copy(server, client, answerLimit, end.Token) };
            await Task.WhenAny(ways);
            await end.CancelAsync();
            await Task.WhenAll(ways);
        }
    }

    private static async Task Copy(TcpClient from, TcpClient to, int limit, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        try
        {
            while (limit > 0 && await from.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, limit)), cancel) is > 0 and var length)
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, length), cancel);
                limit -= length;
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            return;   // one side is gone; the other is closed by the caller
        }
    }
}
