using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.Bench;

/// <summary>
/// One keep-alive connection and no more HTTP than a submission needs. Load generator and server share the processors here: what a
/// full client takes for itself would be missing from both sides of every comparison and flatter the ratio.
/// </summary>
internal sealed class LeanHttp(Uri address, string? token) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string _fixed = $"HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n");

    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>Status and body.</summary>
    public async Task<(int Status, string Body)> Put(string path, string json)
    {
        if (!_socket.Connected)
        {
            await _socket.ConnectAsync(IPAddress.Loopback, address.Port);
        }

        var length = Encoding.UTF8.GetBytes($"PUT {path} {_fixed}Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}", _buffer);
        await _socket.SendAsync(_buffer.AsMemory(0, length));
        return await Receive();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<(int Status, string Body)> Receive()
    {
        var there = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(there));
            if (read == 0)
            {
                throw new IOException("The server closed the connection before it answered.");
            }

            there += read;
            if (IsWhole(_buffer.AsSpan(0, there), out var bodyStart))
            {
                return (int.Parse(Encoding.ASCII.GetString(_buffer, 9, 3)), Encoding.UTF8.GetString(_buffer, bodyStart, there - bodyStart));
            }

            if (there == _buffer.Length)
            {
                Array.Resize(ref _buffer, there * 2);
            }
        }
    }

    // Chunk sizes are left in the body: it is only searched for words.
    private static bool IsWhole(ReadOnlySpan<byte> answer, out int bodyStart)
    {
        bodyStart = answer.IndexOf("\r\n\r\n"u8) + 4;
        if (bodyStart < 4)
        {
            return false;
        }

        var head = Encoding.ASCII.GetString(answer[..bodyStart]);
        if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        }

        const string Length = "Content-Length: ";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase) + Length.Length;
        return at < Length.Length || answer.Length - bodyStart >= int.Parse(head.AsSpan(at, head.IndexOf('\r', at) - at));
    }
}
