using System.Net.WebSockets;
using System.Text;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using LogMark = OrleansOps.Protocol.LogMark;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What the agent is told.</summary>
internal sealed partial class SeedConversation
{
    private const int CloseTextBytes = 123;

    /// <summary>The order; or a refusal in the agent's place, of what it would not do as it was asked.</summary>
    public async Task Run(RunTask order)
    {
        var (task, refusal) = _words.Order(order, Now);
        if (task is null)
        {
            _services.Reports.Refused(_socket, new TaskRefused(order.TaskId, order.Attempt, RefusalCode.Invalid, refusal!, order.TraceParent));
            return;
        }

        // The same attempt again means that a silo was lost. The agent would run it again.
        if (_ordered.TryAdd(new SeedTaskId(order.TaskId, order.Attempt), true))
        {
            await Say(task);
        }

        // Such an agent does not say that it has an order. From here on it counts as there: it is not sent again, and it reports or is given up.
        _services.Reports.Accepted(_socket, new TaskAccepted(order.TaskId, order.Attempt, order.TraceParent));
    }

    /// <summary>It holds for every attempt up to this one.</summary>
    public async Task Cancel(CancelTask order)
    {
        for (var attempt = Math.Max(1, order.Attempt - 2); attempt <= order.Attempt; attempt++)
        {
            await Say(_words.Cancel(new SeedTaskId(order.TaskId, attempt), Now));
        }
    }

    /// <summary>None of these systems has a terminal, so no task of theirs was taken that somebody types into.</summary>
    public Task Type(TypeInput input)
    {
        _socket.Typed(new InputTyped(input.Number, InputCode.TakesNone));
        return Task.CompletedTask;
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
        var task = new SeedTaskId(settled.TaskId, settled.Attempt);
        if (_unsettled.TryRemove(task, out _))
        {
            MakeRoom();
        }

        await Acknowledge([settled.MessageId]);
        _ordered.TryRemove(task, out _);
    }

    /// <summary>The close frame says it, after a last word where its system has one.</summary>
    public async Task Goodbye(Goodbye goodbye)
    {
        if (_words.LastWord(goodbye.Code, goodbye.Reason) is { } last)
        {
            await Say(last);
        }

        await CloseWith(_closeStatus ?? _words.StatusOf(goodbye.Code), goodbye.Reason);
    }

    public async Task Acknowledge(IReadOnlyList<string> messageIds)
    {
        foreach (var id in messageIds)
        {
            if (_words.Acknowledgement(id, Now) is { } acknowledgement)
            {
                await Say(acknowledgement);
            }
        }
    }

    private async Task Remind(byte[] reminder)
    {
        try
        {
            await Say(reminder);
        }
        catch (AgentUnreachableException gone)
        {
            LogOver(_words.System, AgentId, gone.Message);
        }
    }

    /// <summary>One message after the other. An agent that does not read is cut off by the clock (<see cref="Look"/>).</summary>
    /// <exception cref="AgentUnreachableException">The connection is over.</exception>
    private Task Say(byte[] message) => Write(() => _web.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, Gone));

    private async Task CloseWith(WebSocketCloseStatus status, string why)
    {
        var text = Encoding.UTF8.GetByteCount(why) <= CloseTextBytes ? why : why[..Math.Min(why.Length, CloseTextBytes / 3)];
        try
        {
            await Write(() => _web.CloseOutputAsync(status, text, Gone));
        }
        catch (AgentUnreachableException gone)
        {
            LogOver(_words.System, AgentId, gone.Message);
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

    /// <summary>Nothing is read or written any more; what was read is passed on all the same, where nobody would say it again.</summary>
    private void Cut()
    {
        if (_words.SaysAgain)
        {
            Abort();
        }
        else
        {
            _cut.Cancel();
        }
    }

    /// <summary>The gateway has done with it: what it still sends is read for a moment.</summary>
    private void Leave()
    {
        if (_words.SaysAgain)
        {
            Abort();
        }
        else
        {
            _ = CutLater();
        }
    }

    private void Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) == 0)
        {
            _gone.Cancel();
            _ = CutLater();
        }
    }

    private async Task CutLater()
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
