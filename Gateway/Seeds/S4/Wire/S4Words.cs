using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;

namespace OrleansOps.Seeds.S4.Wire;

/// <summary>What agents of S4 say and are told. They say each thing once, and wait for no answer.</summary>
/// <param name="os">The system of its host, as far as that is known.</param>
internal sealed class S4Words(S4Options options, S4Environment environment, string? os) : ISeedWords
{
    /// <summary>Bytes of a message that its library reads; of more than that it closes the connection.</summary>
    private const int MostTold = 1024 * 1024;

    private readonly string _connection = Guid.NewGuid().ToString("N")[..12];
    private bool _isWindows = IsWindows(os);
    private long _lines;

    public string System => "S4";

    public string Version => "S4 (ATS)";

    public int TasksAtOnce => options.TasksAtOnce;

    public int MessageBytes => options.MessageBytes;

    public bool SaysAgain => false;

    public bool MayBeSilent => true;

    public TimeSpan FactsWithin => TimeSpan.FromSeconds(6);   // its first heartbeat comes at once, or after 5 s

    public IReadOnlyList<byte[]> Greeting(DateTimeOffset now) =>
    [
        Bytes(new S4Told
        {
            Type = "welcome", Message = "连接成功", EnvironmentId = environment.Id, EnvironmentName = environment.Name, WorkDir = environment.WorkDirectory, ReconnectDelay = Delay,
        }),
        Bytes(new S4Told { Type = "auth_success", EnvironmentId = environment.Id, WorkDir = environment.WorkDirectory, ReconnectDelay = Delay, ServerTime = Iso(now) }),
    ];

    public SeedHeard Hear(ReadOnlyMemory<byte> message, DateTimeOffset now)
    {
        if (SeedJson.Read(message, S4Json.Default.S4Said) is not { } said)
        {
            return SeedJson.IsJson(message) ? SeedHeard.Passed("shape") : SeedHeard.Over(GoodbyeCode.ProtocolError, SeedJson.NoJson);
        }

        return said.Type switch
        {
            "auth" => Introduced(said),
            "heartbeat" => Beat(said, now),
            "pong" => SeedHeard.Nothing("pong"),
            "task_log" => Line(said, now),
            "task_result" => Result(said, now),
            _ => SeedHeard.Passed("type"),   // it may be newer
        };
    }

    public (byte[]? Message, string? Refusal) Order(RunTask order, DateTimeOffset now)
    {
        var (command, refusal) = S4Orders.CommandOf(order, _isWindows);
        if (command is null)
        {
            return (null, refusal);
        }

        var message = Bytes(new S4Told
        {
            Type = "task",
            TaskId = new SeedTaskId(order.TaskId, order.Attempt).ToString(),
            Command = command,
            WorkDir = order.WorkingDirectory,
            EnvVars = order.Env,
            Timeout = Math.Max(1, (order.TimeoutMs + 999) / 1000),
        });
        return message.Length <= MostTold ? (message, null) : (null, $"Its host has an agent of S4, which reads no order of more than {MostTold} bytes, and this one has {message.Length}. Make it shorter.");
    }

    public byte[] Cancel(SeedTaskId task, DateTimeOffset now) => Bytes(new S4Told { Type = "cancel_task", TaskId = task.ToString() });

    public byte[]? Acknowledgement(string messageId, DateTimeOffset now) => null;

    public byte[]? Reminder(TimeSpan sinceSaid, TimeSpan sinceHeard, DateTimeOffset now) =>
        sinceHeard >= options.PingAfter && sinceSaid >= options.PingAfter ? Bytes(new S4Told { Type = "ping" }) : null;

    public byte[]? LastWord(GoodbyeCode code, string reason) =>
        code == GoodbyeCode.Revoked ? Bytes(new S4Told { Type = "token_invalid", Message = reason, Reason = "token_regenerated" }) : null;

    /// <summary>1008 is about the token alone: an agent that is closed so exits.</summary>
    public WebSocketCloseStatus StatusOf(GoodbyeCode? code) => code switch
    {
        GoodbyeCode.Revoked => WebSocketCloseStatus.PolicyViolation,
        GoodbyeCode.ShuttingDown => WebSocketCloseStatus.EndpointUnavailable,
        _ => WebSocketCloseStatus.InternalServerError,
    };

    private int Delay => (int)Math.Ceiling(options.ReconnectAfter.TotalSeconds);

    private SeedHeard Introduced(S4Said said) => said.Token is { } token && !environment.IsToken(token)
        ? SeedHeard.Over(GoodbyeCode.Revoked, "The token of the auth message is not that of the connection.")
        : SeedHeard.Nothing("auth");

    private SeedHeard Beat(S4Said said, DateTimeOffset now)
    {
        var answer = Bytes(new S4Told { Type = "heartbeat_ack", Timestamp = Iso(now) });
        if ((said.SystemInfo ?? said.Data) is not { ValueKind: JsonValueKind.Object } system)
        {
            return SeedHeard.Beat(facts: null, figures: null, answer);   // figures that cannot be read are not known; it is alive all the same
        }

        var facts = S4Hosts.Facts(system, environment.Name);
        _isWindows = IsWindows(facts.Os) || (_isWindows && facts.Os.Length == 0);
        return SeedHeard.Beat(facts, S4Hosts.Beat(system, environment.WorkDirectory), answer);
    }

    private SeedHeard Line(S4Said said, DateTimeOffset now)
    {
        if (SeedTaskId.Read(said.TaskId) is not { } task)
        {
            return SeedHeard.Passed("no-task");
        }

        if (said.Message is not { } text)
        {
            return SeedHeard.Passed("shape");
        }

        // It gives its messages no names. One connection says each once, so that they are counted here.
        var name = string.Create(CultureInfo.InvariantCulture, $"{_connection}-{_lines++}");
        var stream = said.Level is "error" ? LogStream.Stderr : LogStream.Stdout;
        return SeedHeard.Of(task, new SeedReport(name, SeedLines.Parts(name, [new SeedLine(text, stream, (S4Results.At(said.Timestamp) ?? now).ToUnixTimeMilliseconds())]), end: null));
    }

    private static SeedHeard Result(S4Said said, DateTimeOffset now)
    {
        if (SeedTaskId.Read(said.TaskId) is not { } task)
        {
            return SeedHeard.Passed("no-task");
        }

        if (S4Results.Ended(task, said, now) is not { } ended)
        {
            return SeedHeard.Passed("status");
        }

        var whole = said.Output is { Length: > 0 } output
            ? SeedLines.Parts(ended.MessageId, [new SeedLine(output, LogStream.Stdout, ended.EndedAt.ToUnixTimeMilliseconds())])
            : [];
        return SeedHeard.Of(task, new SeedReport(ended.MessageId, [], ended, whole));
    }

    private static bool IsWindows(string? os) => os?.StartsWith("Windows", StringComparison.OrdinalIgnoreCase) is true;

    private static byte[] Bytes(S4Told message) => JsonSerializer.SerializeToUtf8Bytes(message, S4Json.Plain.S4Told);

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
