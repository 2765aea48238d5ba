using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Tests.Support;

/// <summary>
/// Ports of this machine, each given once. A process takes them from blocks; a block is its own for as long as it listens on the block's first
/// port, so that processes need nothing else to agree. The tests in the browser keep to the same (world/freePort.ts).
/// </summary>
internal sealed class PortBlocks : IDisposable
{
    /// <summary>Above the ports of common servers, below an Orleans client's usual 30000 and the system's own from 32768.</summary>
    private const int First = 15_000;

    private const int Blocks = 300;
    private const int Size = 50;

    private readonly Lock _lock = new();
    private readonly List<TcpListener> _held = [];
    private int _next;
    private int _end;

    public int Next()
    {
        lock (_lock)
        {
            while (true)
            {
                if (_next == _end)
                {
                    TakeBlock();
                }

                var port = _next++;
                if (Listen(port) is { } free)
                {
                    free.Dispose();
                    return port;
                }
            }
        }
    }

    public void Dispose() => _held.ForEach(listener => listener.Dispose());

    private void TakeBlock()
    {
        for (int tried = 0, block = Random.Shared.Next(Blocks); tried < Blocks; tried++, block = (block + 1) % Blocks)
        {
            var guard = First + (block * Size);
            if (Listen(guard) is { } held)
            {
                _held.Add(held);
                (_next, _end) = (guard + 1, guard + Size);
                return;
            }
        }

        throw new InvalidOperationException($"Every block of ports from {First} to {First + (Blocks * Size) - 1} is taken.");
    }

    /// <summary>Null: somebody has it.</summary>
    private static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
