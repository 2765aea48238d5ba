using System.Net.WebSockets;
using System.Text;

namespace OrleansOps.Roofline;

/// <summary>
/// One message is a line of words and then bytes: "run ID" and the command, "log ID" and lines, "end ID" and the exit code, "ack ID".
/// </summary>
internal sealed class Wire(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);
    private readonly byte[] _buffer = new byte[512 * 1024];

    public void Dispose() => _sending.Dispose();

    public async Task Send(string verb, string id, ReadOnlyMemory<byte> body = default)
    {
        var head = Encoding.UTF8.GetBytes($"{verb} {id}\n");
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync((byte[])[.. head, .. body.Span], WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next message, or null when the other end has closed. The body is valid until the next call.</summary>
    public async Task<(string Verb, string Id, ReadOnlyMemory<byte> Body)?> Receive()
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
        }
        while (!part.EndOfMessage);

        if (part.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        var newline = Array.IndexOf(_buffer, (byte)'\n', 0, length);
        var head = Encoding.UTF8.GetString(_buffer, 0, newline).Split(' ');
        return (head[0], head[1], _buffer.AsMemory(newline + 1, length - newline - 1));
    }
}
