using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Messages;

namespace OrleansOps.Seeds.Conversations;

/// <summary>
/// One connection of an agent of an older system. To the gateway it is a connection like any other: it opens a session, and what the session says comes here as
/// the native protocol's words and leaves as those of its system (<see cref="ISeedWords"/>); what the agent says goes the other way. Nothing is decided here of tasks.
/// </summary>
internal sealed partial class SeedConversation : IAgentClient, IDisposable
{
    /// <summary>What the agent is still sending is read for so long after the close frame: a connection that is closed with something unread loses what was written last.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    /// <summary>What an agent that does not say it again has said is held for so long after its connection, for a store that does not answer.</summary>
    private static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Bytes of lines that may wait here for the log; until there are fewer, nothing more is read from the agent.</summary>
    private const long MostWaiting = 2 * 1024 * 1024;

    /// <summary>Batches under way to the log: together they stay below the window of an agent.</summary>
    private const int MostUnderWay = (Limits.WindowBytes / Limits.BatchBytes) - 1;

    /// <summary>Ends that may wait here for the store.</summary>
    private const int MostUnsettled = 1_024;

    private readonly WebSocket _web;
    private readonly ISeedWords _words;
    private readonly SeedServices _services;
    private readonly SeedConversations _others;
    private readonly SeedReader _reader;
    private readonly AgentSocket _socket;
    private readonly CancellationTokenSource _gone;

    /// <summary>Nothing is read any more either.</summary>
    private readonly CancellationTokenSource _cut;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _window = new(MostUnderWay, MostUnderWay);
    private readonly ConcurrentDictionary<SeedTaskId, SeedOutput> _outputs = new();
    private readonly ConcurrentDictionary<SeedTaskId, bool> _ordered = new();

    /// <summary>Ends that are passed on and not stored yet, of agents that do not say them again.</summary>
    private readonly ConcurrentDictionary<SeedTaskId, SeedEnd> _unsettled = new();
    private readonly Lock _adding = new();
    private TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Heartbeat _beat = new(null, null, null, null, null, 0, 0, 0);
    private WebSocketCloseStatus? _closeStatus;
    private Task _coming = Task.CompletedTask;
    private long _waiting;
    private long _saidAt;
    private long _heardAt;
    private readonly long _bornAt;
    private long _sayingSince;
    private int _aborted;

    public SeedConversation(WebSocket web, ISeedWords words, string agentId, string connectionId, SeedServices services, SeedConversations others, CancellationToken aborted)
    {
        (_web, _words, _services, _others) = (web, words, services, others);
        _reader = new SeedReader(web, services.Large, words.MessageBytes, services.Time);
        _gone = words.SaysAgain ? CancellationTokenSource.CreateLinkedTokenSource(aborted) : new CancellationTokenSource();
        _cut = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Gone = _gone.Token;
        _saidAt = _heardAt = _bornAt = services.Time.GetTimestamp();
        _socket = services.Sockets.Open(new AgentLine($"{Prefix}-{connectionId}", agentId, this, Leave, Gone) { HasJournal = false });
    }

    public TimeProvider Time => _services.Time;

    public CancellationToken Gone { get; }

    public string AgentId => _socket.AgentId;

    /// <summary>Before what is counted, and what is named.</summary>
    private string Prefix => _words.System.ToLowerInvariant();

    /// <summary>Number of its session; 0 before it has one.</summary>
    public long Epoch => _socket.Epoch;

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Returns when the connection is over.</summary>
    public async Task Run(HttpContext http, string name)
    {
        try
        {
            foreach (var message in _words.Greeting(Now))
            {
                await Say(message);
            }

            await Listen(http, name);
        }
        catch (HubException refused)
        {
            LogOver(_words.System, AgentId, refused.Message);   // it was told, and is closed
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException or AgentUnreachableException)
        {
            LogOver(_words.System, AgentId, over.Message);
        }
        catch (Exception failed)
        {
            LogFailed(failed, _words.System, AgentId);
            await CloseWith(_words.StatusOf(code: null), "The control plane does not answer. Come again.");
        }
        finally
        {
            await Hold();
            Abort();
            _services.Sockets.Remove(_socket.ConnectionId);
            _services.Reports.Closed(_socket);   // before the end of the session, which would overtake it
            await _services.Sessions.End(_socket);
            await _coming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _reader.ReadToTheEnd(_cut.Token);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _gone.Dispose();
        _cut.Dispose();
    }

    private async Task Listen(HttpContext http, string name)
    {
        var known = await _services.Facts.Known(AgentId);
        while (true)
        {
            var coming = Next();
            _coming = coming;
            if (_socket.Epoch == 0)
            {
                var patience = known is null ? _words.FactsWithin - Time.GetElapsedTime(_bornAt) : TimeSpan.Zero;
                if (patience <= TimeSpan.Zero || await Task.WhenAny(coming, Task.Delay(patience, Time, Gone)) != coming)
                {
                    await Begin(http, known ?? SeedFacts.Nothing(name));
                }
            }

            if (await coming is not { } bytes || _socket.IsClosing || Gone.IsCancellationRequested)
            {
                return;
            }

            Volatile.Write(ref _heardAt, Time.GetTimestamp());
            if (!_socket.MaySend())
            {
                await Break(GoodbyeCode.ProtocolError, WebSocketCloseStatus.PolicyViolation, "It sends too many messages in a second.");
                return;
            }

            var heard = _words.Hear(bytes, Now);
            if (heard.Goodbye is { } bad)
            {
                await Break(bad.Code, bad.Code == GoodbyeCode.ProtocolError ? WebSocketCloseStatus.InvalidPayloadData : _words.StatusOf(bad.Code), bad.Reason);
                return;
            }

            if (heard.Facts is { } facts)
            {
                _services.Facts.Learn(AgentId, facts);
                known = facts;
            }

            if (_socket.Epoch == 0 && (known is not null || heard.Report is not null))
            {
                await Begin(http, known ?? SeedFacts.Nothing(name));
            }

            await Take(heard);
            await RoomForMore();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> Next()
    {
        try
        {
            return await _reader.Next(_cut.Token);
        }
        catch (InvalidDataException broken)
        {
            await Break(GoodbyeCode.ProtocolError, WebSocketCloseStatus.MessageTooBig, broken.Message);
            return null;
        }
    }

    private async Task Begin(HttpContext http, Protocol.HostFacts facts)
    {
        await _services.Sessions.Begin(_socket, AgentMessages.Checked(new Hello(
            ProtocolVersion.Current, _words.Version, _words.TasksAtOnce, facts, [], Minor: ProtocolVersion.Minor)));
        SilentSockets.Leave(http);
    }

    private async Task Take(SeedHeard heard)
    {
        if (heard.PassedOver is { } why)
        {
            _services.Meter.Refused($"{Prefix}-{why}");
            LogRefused(_words.System, AgentId, why);
        }
        else
        {
            _services.Meter.Received($"{Prefix}-{heard.Kind}");
        }

        if (heard.Kind is "heartbeat")
        {
            _beat = heard.Figures ?? _beat;
            await _services.Sessions.Beat(_socket, _beat);
        }

        if (heard.Answer is { } answer)
        {
            await Say(answer);
        }

        if (heard.Acknowledged is { } id)
        {
            await Acknowledge([id]);
        }

        if (heard.Report is { } report)
        {
            Add(heard.Task, report);
        }
    }

    private void Add(SeedTaskId task, SeedReport report)
    {
        Took(report.Bytes);
        lock (_adding)
        {
            _outputs.GetOrAdd(task, static (one, conversation) => new SeedOutput(one, conversation), this).Add(report);
        }
    }

    /// <summary>Reads on only when what was read has found its place; meanwhile the gateway, which has the connection, says that the agent is there.</summary>
    private async Task RoomForMore()
    {
        while (true)
        {
            var taken = Volatile.Read(ref _taken).Task;   // before the look, so that what comes between is not missed
            if (Interlocked.Read(ref _waiting) <= MostWaiting && _unsettled.Count <= MostUnsettled)
            {
                return;
            }

            if (await Task.WhenAny(taken, Task.Delay(_socket.Pace, Time, Gone)) != taken)
            {
                Gone.ThrowIfCancellationRequested();
                await _services.Sessions.Beat(_socket, _beat);
            }
        }
    }

    /// <summary>What was said and is not stored yet is stored after the connection too, where nobody would say it again.</summary>
    private async Task Hold()
    {
        var since = Time.GetTimestamp();
        while (!_words.SaysAgain && _socket.Epoch != 0 && !Gone.IsCancellationRequested && Time.GetElapsedTime(since) < HoldFor
            && !(_unsettled.IsEmpty && _outputs.Values.All(output => output.IsIdle)))
        {
            await Task.Delay(LookEvery, Time, Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_others.Newer(this) is { } newer)
            {
                newer.TakeOver(_unsettled);
            }
        }

        foreach (var task in _unsettled.Keys)
        {
            LogLostEnd(_words.System, AgentId, task.TaskId);
        }
    }

    /// <summary>The agent has come back before all that it said was stored: it is stored in the name of its new session.</summary>
    private void TakeOver(ConcurrentDictionary<SeedTaskId, SeedEnd> ends)
    {
        foreach (var task in ends.Keys)
        {
            if (ends.TryRemove(task, out var end))
            {
                _unsettled[task] = end with { At = Time.GetTimestamp() };
                PassOn(end.Ended);
            }
        }
    }

    /// <summary>Says that the connection is about to be closed, and why; then it is closed.</summary>
    private async Task Break(GoodbyeCode code, WebSocketCloseStatus status, string why)
    {
        _services.Meter.Refused($"{Prefix}-protocol-error");
        _closeStatus = status;
        await _socket.Close((CloseReason)code, why);
    }
}
