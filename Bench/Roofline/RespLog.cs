using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.Roofline;

/// <summary>By hand: commands are written into one socket, answers are counted off it.</summary>
internal sealed class RespLog : IEventLog
{
    private static readonly byte[] End = "\r\n"u8.ToArray();
    private readonly ConcurrentQueue<(TaskCompletionSource Done, int Answers)> _waiting = new();
    private readonly Lock _writing = new();
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Pipe _outgoing = new(new PipeOptions(pauseWriterThreshold: 0));
    private Task _running = Task.CompletedTask;

    public static async Task<RespLog> Connect(int port)
    {
        var log = new RespLog();
        await log._socket.ConnectAsync(IPAddress.Loopback, port);
        log._running = Task.WhenAll(log.Send(), log.Receive());
        return log;
    }

    public async Task Add(string stream, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var head = Encoding.ASCII.GetBytes($"*8\r\n$4\r\nXADD\r\n${stream.Length}\r\n{stream}\r\n$6\r\nMAXLEN\r\n$1\r\n~\r\n$6\r\n100000\r\n$1\r\n*\r\n$1\r\nd\r\n$");
        ValueTask<FlushResult> flushed;
        lock (_writing)
        {
            _waiting.Enqueue((done, entries.Count));
            foreach (var entry in entries)
            {
                Write(head);
                Write(Encoding.ASCII.GetBytes(entry.Length.ToString()));
                Write(End);
                Write(entry.Span);
                Write(End);
            }

            flushed = _outgoing.Writer.FlushAsync();
        }

        await flushed;
        await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _outgoing.Writer.CompleteAsync();
        _socket.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_outgoing.Writer.GetSpan(bytes.Length));
        _outgoing.Writer.Advance(bytes.Length);
    }

    private async Task Send()
    {
        while (true)
        {
            var read = await _outgoing.Reader.ReadAsync();
            foreach (var part in read.Buffer)
            {
                for (var rest = part; !rest.IsEmpty;)
                {
                    rest = rest[await _socket.SendAsync(rest)..];
                }
            }

            _outgoing.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    // An answer to XADD is a bulk string, "$15\r\n1700000000000-0\r\n": two lines. Anything else is an error of one line.
    private async Task Receive()
    {
        using var lines = new StreamReader(new NetworkStream(_socket), Encoding.ASCII, false, 64 * 1024);
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('$'))
            {
                throw new IOException($"Redis answered: {line}");
            }

            await lines.ReadLineAsync();
            _waiting.TryPeek(out var first);
            if (++_answered == first.Answers)
            {
                _answered = 0;
                _waiting.TryDequeue(out _);
                first.Done.SetResult();
            }
        }
    }

    private int _answered;
}
