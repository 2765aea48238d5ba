using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.Tests.Support;

/// <summary>
/// A connection to Redis that shares no code with the product: whoever judges a store must not look at it through the eyes of what wrote it.
/// </summary>
public sealed class RespConnection : IAsyncDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at;
    private int _there;

    private RespConnection()
    {
    }

    /// <summary>Connects to a Redis on this machine.</summary>
    public static async Task<RespConnection> Open(int port, string? password = null)
    {
        var connection = new RespConnection();
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Loopback, port);
            if (password is not null)
            {
                await connection.Send("AUTH", password);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command and returns the answer.</summary>
    /// <exception cref="RespException">Redis refused it.</exception>
    public async Task<RespValue> Send(params string[] command) => (await SendAll([command]))[0];

    /// <summary>Sends commands in one go and returns their answers in the same order.</summary>
    /// <exception cref="RespException">Redis refused one of them.</exception>
    public async Task<IReadOnlyList<RespValue>> SendAll(IReadOnlyList<string[]> commands)
    {
        var request = new StringBuilder();
        foreach (var command in commands)
        {
            request.Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
            foreach (var word in command)
            {
                request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
            }
        }

        var bytes = Encoding.UTF8.GetBytes(request.ToString()).AsMemory();
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes)..];
        }

        var answers = new List<RespValue>(commands.Count);
        for (var i = 0; i < commands.Count; i++)
        {
            answers.Add(await Read());
        }

        return answers;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<RespValue> Read()
    {
        var head = await Line();
        var rest = head[1..];
        return head[0] switch
        {
            '+' or ':' => new RespValue(Encoding.UTF8.GetBytes(rest), null),
            '$' => await Bulk(int.Parse(rest, CultureInfo.InvariantCulture)),
            '*' => await List(int.Parse(rest, CultureInfo.InvariantCulture)),
            '-' => throw new RespException(rest),
            _ => throw new RespException($"Not an answer of Redis: {head}"),
        };
    }

    private async Task<RespValue> List(int count)
    {
        if (count < 0)
        {
            return RespValue.Nothing;
        }

        var items = new List<RespValue>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(await Read());
        }

        return new RespValue(null, items);
    }

    private async Task<RespValue> Bulk(int length)
    {
        if (length < 0)
        {
            return RespValue.Nothing;
        }

        var bytes = new byte[length + 2];   // a line end follows
        for (var filled = 0; filled < bytes.Length;)
        {
            await FillIfEmpty();
            var part = Math.Min(_there - _at, bytes.Length - filled);
            _buffer.AsSpan(_at, part).CopyTo(bytes.AsSpan(filled));
            _at += part;
            filled += part;
        }

        return new RespValue(bytes[..length], null);
    }

    private async Task<string> Line()
    {
        var line = new StringBuilder();
        while (true)
        {
            await FillIfEmpty();
            var character = (char)_buffer[_at++];
            if (character == '\n')
            {
                return line.ToString(0, line.Length - 1);
            }

            line.Append(character);
        }
    }

    private async Task FillIfEmpty()
    {
        if (_at < _there)
        {
            return;
        }

        _at = 0;
        _there = await _socket.ReceiveAsync(_buffer);
        if (_there == 0)
        {
            throw new IOException("Redis closed the connection.");
        }
    }
}
