using System.Diagnostics;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Messages;
using OrleansOps.Tasks;
using OrleansOps.Tracing;

namespace OrleansOps.Sockets.Connections;

/// <summary>
/// One agent's connection, as its grain sees it. There may be thousands that are idle, so it owns no timer, no task and no buffer.
/// </summary>
internal sealed partial class AgentSocket : IAgentConnection
{
    private const int SmallMessage = 256;

    /// <summary>From which minor version on agents can be told to type.</summary>
    private const int InputMinor = 9;

    private const string Unreadable =
        "Its secrets cannot be opened: they were sealed with another key. All gateways must have the same Gateway:SecretsKeyFile. Submit it again.";

    /// <summary>A connection that is cut takes with it what its other end has not read yet, and a busy host reads late.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    private readonly AgentLine _line;
    private readonly AgentSockets _sockets;
    private readonly MessageRate _rate;
    private readonly SendQueue _sending;
    private readonly InputQuestions _typing = new();
    private LogWindow? _logs;
    private int _ended;
    private int _reports;

    public AgentSocket(AgentLine line, AgentSockets sockets)
    {
        _line = line;
        _sockets = sockets;
        _rate = new MessageRate(sockets.Options.MessagesPerSecond, sockets.Time);
        _sending = new SendQueue(sockets.Options, sockets.Time);
        OpenedAt = sockets.Time.GetTimestamp();
        Pace = sockets.Options.Heartbeat;
    }

    public string AgentId => _line.AgentId;

    public string ConnectionId => _line.ConnectionId;

    /// <summary>Whether its agent has a journal (<see cref="AgentLine.HasJournal"/>).</summary>
    public bool HasJournal => _line.HasJournal;

    public long OpenedAt { get; }

    /// <summary>Number of the session; 0 before Hello was answered.</summary>
    public long Epoch { get; private set; }

    /// <summary>Hellos that were said here, of which the last may open the session.</summary>
    public int Hellos { get; set; }

    /// <summary>When the grain last wanted the next heartbeat.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>What the agent's process called itself in its Hello.</summary>
    public string? Instance { get; set; }

    /// <summary>Version of the agent's program, and the newest orders that it knows, as its Hello said.</summary>
    public (string Version, int Minor) Knows { get; set; } = ("", 0);

    /// <summary>The agent's grain; known with the Hello.</summary>
    public IAgentGrain? Grain { get; set; }

    /// <summary>How the agent's grain names this object; made with the Hello.</summary>
    public IAgentConnection? Reference { get; set; }

    /// <summary>How it is to name this object should it have lost the session: the activation before must not be heard any more.</summary>
    public IAgentConnection? NextReference { get; set; }

    /// <summary>The last question of how its session stands.</summary>
    public Task<SessionStanding>? Asking { get; set; }

    /// <summary>How logs name this object. What they store is stored, whatever became of the session meanwhile.</summary>
    public IAgentConnection? LogReference { get; set; }

    public TimeSpan AnswerWithin => _sockets.Options.AnswerWithin;

    public TimeProvider Time => _sockets.Time;

    public CancellationToken Gone => _line.Gone;

    public LogWindow Logs => _logs ?? Interlocked.CompareExchange(ref _logs, new LogWindow(), null) ?? _logs!;

    /// <summary>Reports whose grain has not answered yet.</summary>
    public ref int ReportsUnderWay => ref _reports;

    /// <summary>Something has waited for the agent to read it for longer than it may.</summary>
    public bool IsStuck => _sending.IsStuck;

    /// <summary>It was told to go.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Counts one message of the agent. False: it sends too many.</summary>
    public bool MaySend() => _rate.Take();

    /// <summary>False if the connection went away while its session was being opened.</summary>
    public bool Begin(AgentSession session)
    {
        Epoch = session.Epoch;
        Pace = session.Heartbeat;
        return !HasEnded;
    }

    public bool HasEnded => Volatile.Read(ref _ended) != 0;

    public void End() => Volatile.Write(ref _ended, 1);

    public async Task Run(DispatchOrder order)
    {
        using var span = Traces.Start("write order", order.Spec.TraceParent, ActivityKind.Producer);
        if (order.Again && !HasJournal)
        {
            // In the agent's place, which would run it a second time: it may have the attempt before, and so that one is gone on with.
            Grain!.Accepted(Epoch, order.TaskId, order.Attempt - 1).Ignore();
            return;
        }

        if (order.ToMessage(AgentId, _sockets.Secrets) is not { } message)
        {
            Refuse(order, Unreadable);
            return;
        }

        if (OrderNeeds.Of(message) is { } needs && needs.Minor > Knows.Minor)
        {
            Refuse(order, $"Its agent is version {Knows.Version}, which does not know {needs.What}. Update the agent, and submit it again.");
            return;
        }

        await Send(TaskMessages.SizeOf(message), message, static (client, run) => client.Run(run));
    }

    public Task Cancel(string taskId, int attempt) =>
        Send(SmallMessage, new CancelTask(taskId, attempt), static (client, cancel) => client.Cancel(cancel));

    public async Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input)
    {
        if (Knows.Minor < InputMinor)
        {
            return new TerminalReply(TerminalStatus.TakesNone);
        }

        try
        {
            var typed = await _typing.Ask(
                number => Send(InputMessages.SizeOf(input), input.ToMessage(number, taskId, attempt), static (client, message) => client.Type(message)), AnswerWithin, Time, Gone);
            return typed.ToGrain();
        }
        catch (TimeoutException)
        {
            return new TerminalReply(TerminalStatus.Busy);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            return new TerminalReply(TerminalStatus.Away);
        }
    }

    /// <summary>What the agent says to that.</summary>
    public void Typed(InputTyped report) => _typing.Answer(report);

    public Task LogStored(Logs.LogMark mark)
    {
        _logs?.Stored(mark);
        return Send(SmallMessage, mark.ToMessage(), static (client, stored) => client.LogStored(stored));
    }

    public Task Settled(TaskSettled settled) => Send(SmallMessage, settled, static (client, message) => client.Settled(message));

    public async Task Close(CloseReason reason, string text)
    {
        await Part(reason, text, retryAfter: null);
        _line.Abort();
    }

    /// <summary>
    /// Says goodbye, and closes when the agent has, or soon: time for the answer to the message that was the reason, which tells the agent what was wrong.
    /// </summary>
    public async Task CloseAfterAnswer(CloseReason reason, string text, TimeSpan? retryAfter = null)
    {
        await Part(reason, text, retryAfter);
        _ = AbortLater();
    }

    /// <summary>Says goodbye, as far as the agent still reads. Nothing is taken from it from here on.</summary>
    public async Task Part(CloseReason reason, string text, TimeSpan? retryAfter)
    {
        IsClosing = true;
        _sockets.LogClosing(AgentId, reason, text);
        try
        {
            await SayGoodbye(reason, text, retryAfter).WaitAsync(TimeSpan.FromSeconds(1), _sockets.Time);
        }
        catch (Exception lost) when (lost is TimeoutException or AgentUnreachableException)
        {
            // It does not read, or is gone: it will learn from the closed connection.
            _sockets.LogGoodbyeLost(AgentId, lost.Message);
        }
    }

    /// <summary>Cuts the connection without a word: nothing more can be written to it.</summary>
    public void Abort() => _line.Abort();

    /// <summary>In the agent's place. Nobody waits for that: its grain, which waits for this order to be sent, takes the refusal after it.</summary>
    private void Refuse(DispatchOrder order, string why) => Grain!.Refused(Epoch, order.TaskId, order.Attempt, retry: false, why).Ignore();

    private Task SayGoodbye(CloseReason reason, string text, TimeSpan? retryAfter) => Send(
        SmallMessage + text.Length,
        new Goodbye((GoodbyeCode)reason, text, (int?)retryAfter?.TotalMilliseconds),
        static (client, goodbye) => client.Goodbye(goodbye));

    private async Task AbortLater()
    {
        await Task.Delay(AnswerTime, _sockets.Time, Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // an agent that has read it closes the connection
        _line.Abort();
    }

    private async Task Send<T>(int bytes, T message, Func<IAgentClient, T, Task> write)
    {
        if (Gone.IsCancellationRequested)
        {
            throw new AgentUnreachableException($"The connection of agent {AgentId} is closed.");
        }

        if (!_sending.Enter(bytes))
        {
            _sockets.LogTooSlow(AgentId, _sending.Messages, _sending.Bytes);
            _line.Abort();
            throw new AgentUnreachableException($"Agent {AgentId} does not read what it is sent.");
        }

        try
        {
            // Completes when the message is in the socket's buffer. SignalR keeps the order of writers that wait.
            await write(_line.Client, message);
        }
        finally
        {
            _sending.Leave(bytes);
        }
    }
}
