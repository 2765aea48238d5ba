using System.Net.WebSockets;
using System.Text.Json;
using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>What agents of S1 say and are told. They keep what they say until it is acknowledged.</summary>
/// <param name="name">The host's name here, where it does not say its own.</param>
internal sealed class S1Words(S1Options options, string name) : ISeedWords
{
    private const int MessageIdLength = 128;

    public string System => "S1";

    public string Version => "S1 (ops-jobs)";

    public int TasksAtOnce => options.TasksAtOnce;

    public int MessageBytes => options.MessageBytes;

    public bool SaysAgain => true;

    public bool MayBeSilent => false;

    public TimeSpan FactsWithin => TimeSpan.Zero;   // it says them when it registers

    public IReadOnlyList<byte[]> Greeting(DateTimeOffset now) => [];

    public SeedHeard Hear(ReadOnlyMemory<byte> message, DateTimeOffset now)
    {
        if (SeedJson.Read(message, S1Json.Default.S1Message) is not { } said)
        {
            return SeedJson.IsJson(message) ? SeedHeard.Passed("shape") : SeedHeard.Over(GoodbyeCode.ProtocolError, SeedJson.NoJson);
        }

        return said.Type switch
        {
            "heartbeat" => Beat(said, now),
            "log" => Lines(said),
            "task_result" or "result" => Result(said, now),
            _ => SeedHeard.Passed("type"),   // it may be newer
        };
    }

    public (byte[]? Message, string? Refusal) Order(RunTask order, DateTimeOffset now)
    {
        var (task, refusal) = S1Orders.Of(order);
        return task is null ? (null, refusal) : (Bytes(new S1Message { Type = "task", MessageId = Guid.NewGuid().ToString(), Ts = Ms(now), TaskId = task.Id, Task = task }), null);
    }

    public byte[] Cancel(SeedTaskId task, DateTimeOffset now) => Bytes(new S1Message { Type = "cancel_task", MessageId = Guid.NewGuid().ToString(), Ts = Ms(now), TaskId = task.ToString() });

    public byte[] Acknowledgement(string messageId, DateTimeOffset now) => Bytes(new S1Message { Type = "ack", AckId = messageId, Ts = Ms(now) });

    public byte[]? Reminder(TimeSpan sinceSaid, TimeSpan sinceHeard, DateTimeOffset now) => sinceSaid >= options.SayEvery ? Acknowledgement("keepalive", now) : null;

    public byte[]? LastWord(GoodbyeCode code, string reason) => null;

    public WebSocketCloseStatus StatusOf(GoodbyeCode? code) => code switch
    {
        null => (WebSocketCloseStatus)1013,
        GoodbyeCode.ShuttingDown => WebSocketCloseStatus.EndpointUnavailable,
        _ => WebSocketCloseStatus.PolicyViolation,
    };

    private SeedHeard Beat(S1Message said, DateTimeOffset now)
    {
        var system = said.Payload is { } payload ? SystemOf(payload) : null;
        return SeedHeard.Beat(
            system is null ? null : S1Hosts.Facts(system, name, now),
            system is null ? null : S1Hosts.Beat(system),
            Acknowledgement(said.MessageId ?? "heartbeat", now));   // whatever it is sent keeps its connection
    }

    private static SeedHeard Lines(S1Message said)
    {
        if (IdOf(said) is not { } id)
        {
            return SeedHeard.Passed("no-message-id");   // it could not be told that it arrived
        }

        var lines = said.Logs ?? [];
        var parts = S1Lines.Parts(id, lines);
        return parts.Count == 0 || SeedTaskId.Read(said.TaskId is { Length: > 0 } named ? named : lines.FirstOrDefault(line => line?.TaskId is not null)?.TaskId) is not { } task
            ? SeedHeard.ForNobody("log", id)
            : SeedHeard.Of(task, new SeedReport(id, parts, end: null));
    }

    private static SeedHeard Result(S1Message said, DateTimeOffset now)
    {
        if (IdOf(said) is not { } id)
        {
            return SeedHeard.Passed("no-message-id");
        }

        if (said.Result is not { } result || SeedTaskId.Read(said.TaskId is { Length: > 0 } named ? named : result.TaskId) is not { } task)
        {
            return SeedHeard.Passed("no-task", id);   // it is nobody's, however often it comes
        }

        return S1Results.IsNoEnd(result) ? SeedHeard.ForNobody("result", id)
            : S1Results.Ended(task, id, result, 0, 0, now) is { } ended ? SeedHeard.Of(task, new SeedReport(id, [], ended))
            : SeedHeard.Passed("status", id);
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

    private static string? IdOf(S1Message said) => said.MessageId is { Length: > 0 and <= MessageIdLength } id && Http.ShownText.IsPrintable(id) ? id : null;

    private static byte[] Bytes(S1Message message) => JsonSerializer.SerializeToUtf8Bytes(message, S1Json.Default.S1Message);

    private static long Ms(DateTimeOffset now) => now.ToUnixTimeMilliseconds();
}
