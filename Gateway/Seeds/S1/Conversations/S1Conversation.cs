using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using OrleansOps.Seeds.S1.Wire;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Messages;

namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>
/// One connection of an S1 agent. To the gateway it is a connection like any other: it opens a session, and what the session says comes here as the native
/// protocol's words and leaves as S1's; what the agent says goes the other way. Nothing is decided here of tasks.
/// </summary>
internal sealed partial class S1Conversation : IAgentClient, IDisposable
{
    private const string Version = "S1 (ops-jobs)";
    private const int MessageIdLength = 128;

    /// <summary>What the agent is still sending is read for so long after the close frame: a connection that is closed with something unread loses what was written last.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of lines that may wait here for the log; until there are fewer, nothing more is read from the agent.</summary>
    private const long MostWaiting = 2 * 1024 * 1024;

    /// <summary>Batches under way to the log: together they stay below the window of an agent.</summary>
    private const int MostUnderWay = (Limits.WindowBytes / Limits.BatchBytes) - 1;

    private readonly WebSocket _web;
    private readonly S1Services _services;
    private readonly S1Reader _reader;
    private readonly AgentSocket _socket;
    private readonly CancellationTokenSource _gone;

    /// <summary>Nothing is read any more either.</summary>
    private readonly CancellationTokenSource _cut;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _window = new(MostUnderWay, MostUnderWay);
    private readonly ConcurrentDictionary<S1TaskId, S1Output> _outputs = new();
    private readonly ConcurrentDictionary<S1TaskId, bool> _ordered = new();
    private readonly Lock _adding = new();
    private TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Heartbeat _beat = S1Hosts.Beat(null);
    private WebSocketCloseStatus? _closeStatus;
    private long _waiting;
    private long _saidAt;
    private long _sayingSince;
    private int _aborted;

    public S1Conversation(WebSocket web, string agentId, string connectionId, S1Services services, CancellationToken aborted)
    {
        (_web, _services) = (web, services);
        _reader = new S1Reader(web, services.Large, services.Options.Value.MessageBytes, services.Time);
        _gone = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _cut = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Gone = _gone.Token;
        _saidAt = services.Time.GetTimestamp();
        _socket = services.Sockets.Open(new AgentLine($"s1-{connectionId}", agentId, this, Abort, Gone) { HasJournal = false });
    }

    public TimeProvider Time => _services.Time;

    public CancellationToken Gone { get; }

    private string AgentId => _socket.AgentId;

    /// <summary>Returns when the connection is over.</summary>
    public async Task Run(HttpContext http, string name)
    {
        try
        {
            var facts = await _services.Facts.Of(AgentId, name);
            await _services.Sessions.Begin(_socket, AgentMessages.Checked(new Hello(
                ProtocolVersion.Current, Version, _services.Options.Value.TasksAtOnce, facts, [], Minor: ProtocolVersion.Minor)));
            SilentSockets.Leave(http);
            await Listen();
        }
        catch (HubException refused)
        {
            LogOver(AgentId, refused.Message);   // it was told, and is closed
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            LogOver(AgentId, over.Message);
        }
        catch (Exception failed)
        {
            LogFailed(failed, AgentId);
            await CloseWith((WebSocketCloseStatus)1013, "The control plane does not answer. Come again.");
        }
        finally
        {
            Abort();
            _services.Sockets.Remove(_socket.ConnectionId);
            _services.Reports.Closed(_socket);   // before the end of the session, which would overtake it
            await _services.Sessions.End(_socket);
            await _reader.ReadToTheEnd(_cut.Token);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _gone.Dispose();
        _cut.Dispose();
    }

    /// <summary>Looks at the clock.</summary>
    public void Look()
    {
        var since = Volatile.Read(ref _sayingSince);
        if (since != 0 && Time.GetElapsedTime(since) > _services.Sockets.Options.StuckAfter)
        {
            LogStuck(AgentId);
            Abort();
        }
        else if (since == 0 && !_socket.IsClosing && Time.GetElapsedTime(Volatile.Read(ref _saidAt)) >= _services.Options.Value.SayEvery)
        {
            _ = SayAnything();
        }
    }

    private async Task Listen()
    {
        while (true)
        {
            ReadOnlyMemory<byte>? read;
            try
            {
                read = await _reader.Next(_cut.Token);
            }
            catch (InvalidDataException broken)
            {
                await Break(WebSocketCloseStatus.MessageTooBig, broken.Message);
                return;
            }

            if (read is not { } bytes || _socket.IsClosing || Gone.IsCancellationRequested)
            {
                return;
            }

            if (!_socket.MaySend())
            {
                await Break(WebSocketCloseStatus.PolicyViolation, "It sends too many messages in a second.");
                return;
            }

            if (Read(bytes.Span) is { } message)
            {
                await Take(message);
            }
            else if (!IsJson(bytes))
            {
                await Break(WebSocketCloseStatus.InvalidPayloadData, "A message is not JSON.");
                return;
            }
            else
            {
                Refuse("shape");
            }

            await RoomForMore();
        }
    }

    private async Task Take(S1Message message)
    {
        switch (message.Type)
        {
            case "heartbeat":
                _services.Meter.Received("s1-heartbeat");
                await Beat(message);
                break;
            case "log":
                _services.Meter.Received("s1-log");
                await Lines(message);
                break;
            case "task_result" or "result":
                _services.Meter.Received("s1-result");
                await Result(message);
                break;
            default:
                Refuse("type");   // it may be newer
                break;
        }
    }

    private async Task Beat(S1Message message)
    {
        if (message.Payload is { } payload && SystemOf(payload) is { } system)
        {
            _services.Facts.Learn(AgentId, system);
            _beat = S1Hosts.Beat(system);
        }

        await _services.Sessions.Beat(_socket, _beat);
        await Say(new S1Message { Type = "ack", AckId = message.MessageId ?? "heartbeat", Ts = Now });   // whatever it is sent keeps its connection
    }

    private async Task Lines(S1Message message)
    {
        if (IdOf(message) is not { } id)
        {
            Refuse("no-message-id");   // it could not be told that it arrived
            return;
        }

        var lines = message.Logs ?? [];
        var parts = S1Lines.Parts(id, lines);
        if (parts.Count == 0 || S1TaskId.Read(message.TaskId is { Length: > 0 } named ? named : lines.FirstOrDefault(line => line?.TaskId is not null)?.TaskId) is not { } task)
        {
            await Acknowledge([id]);   // nothing of it is for anybody
            return;
        }

        Add(task, new S1Report(id, parts, result: null));
    }

    private async Task Result(S1Message message)
    {
        if (IdOf(message) is not { } id)
        {
            Refuse("no-message-id");
            return;
        }

        if (message.Result is not { } result || S1TaskId.Read(message.TaskId is { Length: > 0 } named ? named : result.TaskId) is not { } task)
        {
            Refuse("no-task");
            await Acknowledge([id]);   // it is nobody's, however often it comes
            return;
        }

        if (S1Results.IsNoEnd(result))
        {
            await Acknowledge([id]);
            return;
        }

        if (S1Results.Ended(task, id, result, 0, 0, Time.GetUtcNow()) is null)
        {
            Refuse("status");
            await Acknowledge([id]);
            return;
        }

        Add(task, new S1Report(id, [], result));
    }

    private void Add(S1TaskId task, S1Report report)
    {
        Took(report.Bytes);
        lock (_adding)
        {
            _outputs.GetOrAdd(task, static (one, conversation) => new S1Output(one, conversation), this).Add(report);
        }
    }

    /// <summary>Reads on only when what was read has found its place; meanwhile the gateway, which has the connection, says that the agent is there.</summary>
    private async Task RoomForMore()
    {
        while (true)
        {
            var taken = Volatile.Read(ref _taken).Task;   // before the look, so that what comes between is not missed
            if (Interlocked.Read(ref _waiting) <= MostWaiting)
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

    /// <summary>Says that the connection is about to be closed, and why; then it is closed.</summary>
    private async Task Break(WebSocketCloseStatus status, string why)
    {
        _services.Meter.Refused("s1-protocol-error");
        _closeStatus = status;
        await _socket.Close(CloseReason.ProtocolError, why);
    }

    private void Refuse(string what)
    {
        _services.Meter.Refused($"s1-{what}");
        LogRefused(AgentId, what);
    }

    private long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static S1Message? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, S1Json.Default.S1Message);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static S1System? SystemOf(JsonElement payload)
    {
        try
        {
            return payload.Deserialize(S1Json.Default.S1Heartbeat)?.System;
        }
        catch (JsonException)
        {
            return null;   // figures that cannot be read are not known; it is alive all the same
        }
    }

    private static string? IdOf(S1Message message) =>
        message.MessageId is { Length: > 0 and <= MessageIdLength } id && Http.ShownText.IsPrintable(id) ? id : null;
}
