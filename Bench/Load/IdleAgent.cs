using System.Net.WebSockets;
using System.Text.Json;
using OrleansOps.Protocol;

namespace OrleansOps.Bench;

/// <summary>
/// The socket of one agent, speaking SignalR's JSON by hand: five thousand real clients in one process would measure themselves.
/// </summary>
internal sealed class IdleAgent : IDisposable
{
    private const byte EndOfMessage = 0x1e;
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);
    private static readonly byte[] Handshake = [.. """{"protocol":"json","version":1}"""u8, EndOfMessage];
    private static readonly byte[] Hello = Invoke("1", nameof(IAgentHub.Hello), JsonSerializer.SerializeToUtf8Bytes(
        new Hello(Protocol.ProtocolVersion.Current, "bench", 5, new HostFacts("idle", "Linux", "6", "x64", 2, 4L << 30, DateTimeOffset.UnixEpoch, []), []),
        ProtocolJson.Default.Hello));

    private static readonly byte[] Beats = Invoke(null, nameof(IAgentHub.Heartbeat), JsonSerializer.SerializeToUtf8Bytes(
        new Heartbeat(1, 1L << 30, [0.1, 0.1, 0.1], 1_000, [], 0, 0, 0),
        ProtocolJson.Default.Heartbeat));

    private readonly ClientWebSocket _socket = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private IdleAgent(string? token)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (token is not null)
        {
            _socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }
    }

    /// <summary>Why the connection ended, if it did.</summary>
    public string? Lost { get; private set; }

    /// <summary>Returns when the server has answered the greeting.</summary>
    public static async Task<IdleAgent> Connect(Uri hub, string? token)
    {
        var agent = await Admitted(hub, token);
        agent._reading = agent.Read();
        await agent.Send(Handshake);
        await agent.Send(token is null ? Invoke("1", "Hello", default) : Hello);
        await agent._greeted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return agent;
    }

    // A server may let in so many in a second and ask the others to come again.
    private static async Task<IdleAgent> Admitted(Uri hub, string? token)
    {
        for (var tries = 1; ; tries++)
        {
            var agent = new IdleAgent(token);
            try
            {
                await agent._socket.ConnectAsync(hub, CancellationToken.None);
                return agent;
            }
            catch (WebSocketException refused) when (tries < 60 && refused.Message.Contains("503", StringComparison.Ordinal))
            {
                agent.Dispose();
                await Task.Delay(AskAgain, TimeProvider.System);
            }
        }
    }

    public Task Beat() => Lost is null ? Send(Beats) : Task.CompletedTask;

    public void Dispose() => _socket.Dispose();

    private static byte[] Invoke(string? id, string method, ReadOnlySpan<byte> argument) =>
    [
        .. System.Text.Encoding.UTF8.GetBytes($$"""{"type":1,{{(id is null ? "" : $"\"invocationId\":\"{id}\",")}}"target":"{{method}}","arguments":["""),
        .. argument,
        .. "]}"u8,
        EndOfMessage,
    ];

    private async Task Send(ReadOnlyMemory<byte> message)
    {
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            Lost ??= gone.Message;
        }
    }

    private async Task Read()
    {
        var buffer = new byte[512];
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                var text = System.Text.Encoding.UTF8.GetString(buffer, 0, part.Count);
                if (part.MessageType == WebSocketMessageType.Close || text.Contains("\"type\":7", StringComparison.Ordinal))
                {
                    throw new WebSocketException($"closed by the server: {_socket.CloseStatusDescription} {text}");
                }

                if (text.Contains("\"type\":3", StringComparison.Ordinal))
                {
                    Greeted(text);
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            Lost ??= gone.Message;
            _greeted.TrySetException(new InvalidOperationException($"The connection ended before the greeting was answered: {gone.Message}"));
        }
    }

    private void Greeted(string answer)
    {
        if (answer.Contains("\"error\"", StringComparison.Ordinal))
        {
            _greeted.TrySetException(new InvalidOperationException($"The greeting was refused: {answer}"));
        }
        else
        {
            _greeted.TrySetResult();
        }
    }
}
