using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansOps.EndToEnd;

/// <summary>TCP to a port of this machine that carries only so many bytes each second there, and as many as it is told that come back.</summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private const int Piece = 8 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly int _target;
    private readonly int _bytesPerSecond;
    private readonly int _backPerSecond;

    public SlowLine(int target, int bytesPerSecond, int backPerSecond = int.MaxValue)
    {
        (_target, _bytesPerSecond, _backPerSecond) = (target, bytesPerSecond, backPerSecond);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running.Add(Accept());
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var client = await _listener.AcceptSocketAsync(_stopping.Token);
            client.ReceiveBufferSize = 64 * 1024;
            _running.Add(Serve(client));
        }
    }

    private async Task Serve(Socket client)
    {
        using var near = client;
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        near.NoDelay = far.NoDelay = true;
        await far.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(Carry(near, far, _bytesPerSecond, ended.Token), Carry(far, near, _backPerSecond, ended.Token));
        await ended.CancelAsync();
    }

    /// <summary>Keeps to the rate over time: a pause that lasted too long is made up for, a little.</summary>
    private static async Task Carry(Socket from, Socket to, int bytesPerSecond, CancellationToken cancel)
    {
        var buffer = new byte[Piece];
        var clock = TimeProvider.System;
        var free = clock.GetTimestamp();
        while (await from.ReceiveAsync(buffer, cancel) is var length and > 0)
        {
            await to.SendAsync(buffer.AsMemory(0, length), cancel);
            free = Math.Max(free, clock.GetTimestamp() - (clock.TimestampFrequency / 10)) + (long)((double)length / bytesPerSecond * clock.TimestampFrequency);
            var ahead = clock.GetElapsedTime(clock.GetTimestamp(), free);
            if (ahead > TimeSpan.FromMilliseconds(2))
            {
                await Task.Delay(ahead, clock, cancel);
            }
        }
    }
}
