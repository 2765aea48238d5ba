using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Support;

/// <summary>
/// The socket of one agent that starts no process, speaking SignalR's JSON by hand: five thousand real clients in one process would measure
/// themselves. It may answer orders: with an end at once.
/// </summary>
public sealed class SimulatedAgent : IDisposable
{
    private const byte EndOfMessage = 0x1e;
    private const int MostTries = 60;
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan GreetWithin = TimeSpan.FromSeconds(30);
    private static readonly byte[] Handshake = [.. """{"protocol":"json","version":1}"""u8, EndOfMessage];
    private static readonly byte[] Hello = Invoke("1", nameof(IAgentHub.Hello), JsonSerializer.SerializeToUtf8Bytes(
        new Hello(Protocol.ProtocolVersion.Current, "bench", 5, new HostFacts("idle", "Linux", "6", "x64", 2, 4L << 30, DateTimeOffset.UnixEpoch, []), []),
        ProtocolJson.Default.Hello));

    private static readonly byte[] Beats = Invoke(null, nameof(IAgentHub.Heartbeat), JsonSerializer.SerializeToUtf8Bytes(
        new Heartbeat(1, 1L << 30, [0.1, 0.1, 0.1], 1_000, [], 0, 0, 0),
        ProtocolJson.Default.Heartbeat));

    private ClientWebSocket _socket = new();
    private readonly StringBuilder? _orders;
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private SimulatedAgent(bool answersOrders) => _orders = answersOrders ? new StringBuilder() : null;

    /// <summary>Why the connection ended, if it did.</summary>
    public string? Lost { get; private set; }

    /// <summary>Completes when the connection has ended, from whatever end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Connects and returns when the server has answered the greeting. One that is asked to come again comes again.</summary>
    public static async Task<SimulatedAgent> Connect(Uri hub, string? token)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ConnectOnce(hub, token, GreetWithin, admitted: null, answersOrders: false);
            }
            catch (AgentRefusedException refused) when (tries < MostTries && refused.Status == HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(AskAgain, TimeProvider.System);
            }
        }
    }

    /// <summary>The same, once.</summary>
    /// <param name="hub">Where.</param>
    /// <param name="token">Its token, if the server wants one.</param>
    /// <param name="greetWithin">How long it waits for the answer to its greeting.</param>
    /// <param name="admitted">Called when the server has let it in, before it greets.</param>
    /// <param name="answersOrders">Whether it answers each order with an end at once. If not, orders wait for ever.</param>
    /// <exception cref="AgentRefusedException">The server answered, and did not let it in.</exception>
    /// <exception cref="WebSocketException">There is no server.</exception>
    /// <exception cref="InvalidOperationException">The connection ended before the greeting was answered.</exception>
    public static async Task<SimulatedAgent> ConnectOnce(Uri hub, string? token, TimeSpan greetWithin, Action? admitted, bool answersOrders)
    {
        var agent = new SimulatedAgent(answersOrders);
        try
        {
            await agent.Open(hub, token);
            admitted?.Invoke();
            agent._reading = agent.Read();
            await agent.Send(Handshake);
            await agent.Send(token is null ? Invoke("1", "Hello", default) : Hello);
            await agent._greeted.Task.WaitAsync(greetWithin);
            return agent;
        }
        catch
        {
            agent.Dispose();
            throw;
        }
    }

    public Task Beat() => Lost is null ? Send(Beats) : Task.CompletedTask;

    public void Dispose()
    {
        _socket.Dispose();
        _ended.TrySetResult();
    }

    private static byte[] Invoke(string? id, string method, ReadOnlySpan<byte> argument) =>
    [
        .. Encoding.UTF8.GetBytes($$"""{"type":1,{{(id is null ? "" : $"\"invocationId\":\"{id}\",")}}"target":"{{method}}","arguments":["""),
        .. argument,
        .. "]}"u8,
        EndOfMessage,
    ];

    /// <summary>A server of a bench that wants no token is no gateway, and proves nothing.</summary>
    private async Task Open(Uri hub, string? token)
    {
        if (token is null)
        {
            _socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await _socket.ConnectAsync(hub, CancellationToken.None);
            return;
        }

        _socket.Dispose();
        _socket = await AgentSocket.Open(hub, token, options => options.KeepAliveInterval = TimeSpan.Zero);
    }

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
                var text = Encoding.UTF8.GetString(buffer, 0, part.Count);
                if (part.MessageType == WebSocketMessageType.Close || text.Contains("\"type\":7", StringComparison.Ordinal))
                {
                    throw new WebSocketException($"closed by the server: {_socket.CloseStatusDescription} {text}");
                }

                if (text.Contains("\"type\":3", StringComparison.Ordinal))
                {
                    Greeted(text);
                }

                if (_orders is not null)
                {
                    await Answer(_orders.Append(text));
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            Lost ??= gone.Message;
            _greeted.TrySetException(new InvalidOperationException($"The connection ended before the greeting was answered: {gone.Message}"));
            _ended.TrySetResult();
        }
    }

    private async Task Answer(StringBuilder received)
    {
        var messages = received.ToString().Split((char)EndOfMessage);
        received.Clear().Append(messages[^1]);   // the end of it is still to come
        foreach (var message in messages.SkipLast(1).Where(message => message.Contains("\"target\":\"Run\"", StringComparison.Ordinal)))
        {
            using var invocation = JsonDocument.Parse(message);
            var order = invocation.RootElement.GetProperty("arguments")[0].Deserialize(ProtocolJson.Default.RunTask)!;
            await Send(Invoke(null, nameof(IAgentHub.Accepted), JsonSerializer.SerializeToUtf8Bytes(
                new TaskAccepted(order.TaskId, order.Attempt), ProtocolJson.Default.TaskAccepted)));
            await Send(Invoke(null, nameof(IAgentHub.Ended), JsonSerializer.SerializeToUtf8Bytes(EndOf(order), ProtocolJson.Default.TaskEnded)));
        }
    }

    private static TaskEnded EndOf(RunTask order)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new TaskEnded($"{order.TaskId}.{order.Attempt}", order.TaskId, order.Attempt, TaskOutcome.Exited, 0, null, now, now, 0, 0, 0, null);
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
