using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace OrleansOps.EndToEnd;

/// <summary>One way of one connection: takes it apart into messages, asks about each, and carries it on as a frame of its own.</summary>
internal sealed class Lane(ProxiedConnection connection, FaultProxy proxy, Way way, Socket from, Socket to) : IDisposable
{
    private const byte RecordSeparator = 0x1E;
    private const int Slice = 128;
    private const int HeadBytes = 64 * 1024;
    private const int BufferBytes = 16 * 1024;

    private readonly BufferedStream _from = new(new NetworkStream(from, ownsSocket: false), BufferBytes);
    private readonly Channel<(byte[] Bytes, long At, TaskCompletionSource? Carried)> _line =
        Channel.CreateUnbounded<(byte[], long, TaskCompletionSource?)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly MemoryStream _record = new();
    private long _inside;

    private Link Link => proxy.Link(way);

    private bool Masked => way == Way.ToServer;

    /// <summary>Carries until one end closes or the connection is cut.</summary>
    public Task Run(CancellationToken cut) => Task.WhenAll(TakeIn(cut), Carry(cut));

    /// <summary>Sends a message that neither end said.</summary>
    public Task Inject(string text) => Emit(Frame.Text([.. Encoding.UTF8.GetBytes(text), RecordSeparator]).ToBytes(Masked), CancellationToken.None);

    public void Dispose()
    {
        _from.Dispose();
        _record.Dispose();
    }

    private async Task TakeIn(CancellationToken cut)
    {
        try
        {
            string head;
            do
            {
                head = await Head(cut);
                await Body(head, cut);
            }
            while (head.Length > 0 && !IsUpgrade(head));   // the agent asks for a challenge before it asks for the socket

            connection.IsSocket |= head.Length > 0;
            while (head.Length > 0 && await Frame.Read(_from, cut) is { } frame)
            {
                await Take(frame, cut);
            }
        }
        finally
        {
            _line.Writer.TryComplete();
        }
    }

    private bool IsUpgrade(string head) => way == Way.ToServer
        ? head.Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase)
        : head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal);

    /// <summary>Passes an HTTP head on, and returns it; empty at the end.</summary>
    private async Task<string> Head(CancellationToken cut)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (head.Count > HeadBytes || await _from.ReadAsync(one, cut) == 0)
            {
                await Emit([.. head], cut);
                return "";
            }

            head.Add(one[0]);
        }

        await Emit([.. head], cut);
        return Encoding.Latin1.GetString([.. head]);
    }

    /// <summary>As it comes: who sends a file must not look as if nothing did until all of it is here.</summary>
    private async Task Body(string head, CancellationToken cut)
    {
        const string Length = "Content-Length:";
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            await Chunks(cut);
            return;
        }

        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith(Length, StringComparison.OrdinalIgnoreCase));
        var left = line is null ? 0 : long.Parse(line[Length.Length..], System.Globalization.CultureInfo.InvariantCulture);
        var buffer = new byte[BufferBytes];
        while (left > 0 && await _from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cut) is > 0 and var length)
        {
            left -= length;
            await Emit(buffer[..length], cut);
        }
    }

    private async Task Chunks(CancellationToken cut)
    {
        var body = new List<byte>();
        var one = new byte[1];
        while (!EndsChunks(body) && await _from.ReadAsync(one, cut) > 0)
        {
            body.Add(one[0]);
        }

        if (body.Count > 0)
        {
            await Emit([.. body], cut);
        }
    }

    private static bool EndsChunks(List<byte> body) => body.Count >= 5 && body[^5..].SequenceEqual("0\r\n\r\n"u8.ToArray());

    private async Task Take(Frame frame, CancellationToken cut)
    {
        if (frame.IsControl)
        {
            await Emit(frame.ToBytes(Masked), cut);
            return;
        }

        foreach (var octet in frame.Payload)
        {
            _record.WriteByte(octet);
            if (octet == RecordSeparator)
            {
                var text = Encoding.UTF8.GetString(_record.GetBuffer(), 0, (int)_record.Length - 1);
                _record.SetLength(0);
                await Pass(new WireMessage(way, connection.Names.NameOf(text), text, connection), cut);
            }
        }
    }

    private async Task Pass(WireMessage message, CancellationToken cut)
    {
        var text = proxy.Look(message);
        var frame = Frame.Text([.. Encoding.UTF8.GetBytes(text), RecordSeparator]).ToBytes(Masked);
        if (proxy.Intercept(message) is not { } held)
        {
            await Emit(frame, cut);
            return;
        }

        try
        {
            await Obey(await held.Ask(message).WaitAsync(cut), frame, cut);
        }
        finally
        {
            held.Passed();
        }
    }

    private async Task Obey(Passage passage, byte[] frame, CancellationToken cut)
    {
        switch (passage)
        {
            case Passage.Forward:
                await Emit(frame, cut);
                break;
            case Passage.CutBefore:
                connection.Reset();
                break;
            case Passage.CutInside:
                await EmitNow(frame[..(frame.Length / 2)], cut);
                connection.Close();
                break;
            case Passage.CutAfter:
                await EmitNow(frame, cut);
                connection.Close();
                break;
            case Passage.Swallow:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(passage), passage, "unknown");
        }
    }

    private async Task EmitNow(byte[] bytes, CancellationToken cut)
    {
        var carried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _line.Writer.WriteAsync((bytes, TimeProvider.System.GetTimestamp(), carried), cut);
        await carried.Task.WaitAsync(cut);
    }

    /// <summary>Puts it on the line; waits while the line is full, so that the sender feels it.</summary>
    private async Task Emit(byte[] bytes, CancellationToken cut)
    {
        Interlocked.Add(ref _inside, bytes.Length);
        await _line.Writer.WriteAsync((bytes, TimeProvider.System.GetTimestamp(), null), cut);
        while (Interlocked.Read(ref _inside) > Link.Holds)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cut);
        }
    }

    private async Task Carry(CancellationToken cut)
    {
        await foreach (var (bytes, at, carried) in _line.Reader.ReadAllAsync(cut))
        {
            await Travel(at, cut);
            if (!Link.IsBlackHole)
            {
                await Send(bytes, cut);
            }

            Interlocked.Add(ref _inside, carried is null ? -bytes.Length : 0);
            carried?.TrySetResult();
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private async Task Travel(long since, CancellationToken cut)
    {
        await Link.Flows.WaitAsync(cut);
        var left = Link.Delay - TimeProvider.System.GetElapsedTime(since);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, TimeProvider.System, cut);
        }
    }

    private async Task Send(ReadOnlyMemory<byte> bytes, CancellationToken cut)
    {
        while (!bytes.IsEmpty)
        {
            var slice = Link.BytesPerSecond == 0 ? bytes : bytes[..Math.Min(Slice, bytes.Length)];
            if (Link.BytesPerSecond is > 0 and var speed)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)slice.Length / speed), TimeProvider.System, cut);
            }

            await Link.Flows.WaitAsync(cut);
            for (var sent = 0; sent < slice.Length;)
            {
                sent += await to.SendAsync(slice[sent..], SocketFlags.None, cut);
            }

            bytes = bytes[slice.Length..];
        }
    }
}
