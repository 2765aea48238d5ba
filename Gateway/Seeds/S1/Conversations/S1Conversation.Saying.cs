using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using OrleansOps.Seeds.S1.Wire;
using LogMark = OrleansOps.Protocol.LogMark;

namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>What the agent is told.</summary>
internal sealed partial class S1Conversation
{
    private const int CloseTextBytes = 123;

    /// <summary>The order; or a refusal in the agent's place, of what it would not do as it was asked.</summary>
    public async Task Run(RunTask order)
    {
        var (task, refusal) = S1Orders.Of(order);
        if (task is null)
        {
            _services.Reports.Refused(_socket, new TaskRefused(order.TaskId, order.Attempt, RefusalCode.Invalid, refusal!, order.TraceParent));
            return;
        }

        // The same attempt again means that a silo was lost. The agent would run it again.
        if (_ordered.TryAdd(new S1TaskId(order.TaskId, order.Attempt), true))
        {
            await Say(new S1Message { Type = "task", MessageId = Guid.NewGuid().ToString(), Ts = Now, TaskId = task.Id, Task = task });
        }

        // An S1 agent does not say that it has an order. From here on it counts as there: it is not sent again, and it reports or is given up.
        _services.Reports.Accepted(_socket, new TaskAccepted(order.TaskId, order.Attempt, order.TraceParent));
    }

    /// <summary>It holds for every attempt up to this one.</summary>
    public async Task Cancel(CancelTask order)
    {
        for (var attempt = Math.Max(1, order.Attempt - 2); attempt <= order.Attempt; attempt++)
        {
            await Say(new S1Message { Type = "cancel_task", MessageId = Guid.NewGuid().ToString(), Ts = Now, TaskId = new S1TaskId(order.TaskId, attempt).ToString() });
        }
    }

    public async Task LogStored(LogMark mark)
    {
        foreach (var output in _outputs.Values.Where(output => string.Equals(output.Of.TaskId, mark.TaskId, StringComparison.Ordinal)))
        {
            await Acknowledge(output.Stored(mark));
        }
    }

    public async Task Settled(TaskSettled settled)
    {
        var task = new S1TaskId(settled.TaskId, settled.Attempt);
        await Acknowledge([settled.MessageId]);
        _ordered.TryRemove(task, out _);
    }

    /// <summary>S1 knows no goodbye: the close frame says it.</summary>
    public Task Goodbye(Goodbye goodbye) => CloseWith(
        _closeStatus ?? (goodbye.Code == GoodbyeCode.ShuttingDown ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.PolicyViolation), goodbye.Reason);

    public async Task Acknowledge(IReadOnlyList<string> messageIds)
    {
        foreach (var id in messageIds)
        {
            await Say(new S1Message { Type = "ack", AckId = id, Ts = Now });
        }
    }

    private async Task SayAnything()
    {
        try
        {
            await Say(new S1Message { Type = "ack", AckId = "keepalive", Ts = Now });
        }
        catch (AgentUnreachableException gone)
        {
            LogOver(AgentId, gone.Message);
        }
    }

    /// <summary>One message after the other. An agent that does not read is cut off by the clock (<see cref="Look"/>).</summary>
    /// <exception cref="AgentUnreachableException">The connection is over.</exception>
    private async Task Say(S1Message message)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, S1Json.Default.S1Message);
        await Write(() => _web.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, Gone));
    }

    private async Task CloseWith(WebSocketCloseStatus status, string why)
    {
        var text = Encoding.UTF8.GetByteCount(why) <= CloseTextBytes ? why : why[..Math.Min(why.Length, CloseTextBytes / 3)];
        try
        {
            await Write(() => _web.CloseOutputAsync(status, text, Gone));
        }
        catch (AgentUnreachableException gone)
        {
            LogOver(AgentId, gone.Message);
        }
    }

    private async Task Write(Func<Task> write)
    {
        try
        {
            await _writing.WaitAsync(Gone);
            try
            {
                Volatile.Write(ref _sayingSince, Math.Max(1, Time.GetTimestamp()));
                await write();
            }
            finally
            {
                Volatile.Write(ref _saidAt, Time.GetTimestamp());
                Volatile.Write(ref _sayingSince, 0);
                _writing.Release();
            }
        }
        catch (Exception lost) when (lost is OperationCanceledException or WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            throw new AgentUnreachableException($"The connection of agent {AgentId} is closed.", lost);
        }
    }

    private void Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) == 0)
        {
            _gone.Cancel();
            _ = Cut();
        }
    }

    private async Task Cut()
    {
        try
        {
            await Task.Delay(Linger, Time, _cut.Token);
            await _cut.CancelAsync();
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // It is over already.
        }
    }
}
