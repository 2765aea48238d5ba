using System.Buffers.Binary;
using System.Text.Json;

namespace OrleansOps.Tests.Support;

/// <summary>
/// What a good run of a few tasks leaves behind, written by hand into a real Redis and real files: a test spoils one thing and sees whether
/// the checker finds it.
/// </summary>
internal sealed class RecordedRun : IAsyncDisposable
{
    public const int Lines = 20;
    private readonly TemporaryDirectory _directory = new();
    private readonly RedisServer _server;

    private RecordedRun(RedisServer server, RespConnection redis)
    {
        _server = server;
        Redis = redis;
        Agent = Directory.CreateDirectory(_directory.File("agent")).FullName;
        Starts = _directory.File("starts");
    }

    public RespConnection Redis { get; }

    public string Agent { get; }

    public string Starts { get; }

    public List<SubmittedTask> Submitted { get; } = [];

    /// <summary>Three tasks: "good" and "other" succeeded, "failing" ended with 3.</summary>
    public static async Task<RecordedRun> Start()
    {
        var server = await RedisServer.Start();
        var run = new RecordedRun(server, await RespConnection.Open(server.Port));
        await run.Add(new SubmittedTask("good") { StdoutLines = Lines, StderrLines = Lines }, phase: 6);
        await run.Add(new SubmittedTask("other") { StdoutLines = Lines, StderrLines = Lines }, phase: 6);
        await run.Add(new SubmittedTask("failing") { StdoutLines = Lines, StderrLines = Lines, ExitCode = 3, Endings = ["failed"] }, phase: 7, exitCode: 3);
        return run;
    }

    public string File(string name) => _directory.File(name);

    public Task<RunVerdict> Check(TimeSpan? mostNonTerminal = null) => RunChecker.Check(Redis, Submitted, [Starts], [Agent], mostNonTerminal);

    /// <summary>A task with its state, its place in lists, its log, its result, its start and its journal.</summary>
    public async Task Add(SubmittedTask task, int phase, int exitCode = 0)
    {
        Submitted.Add(task);
        await Log(task);
        await State(task.Id, phase, exitCode, Numbered('o', 1, task.StdoutLines).Length, Numbered('e', 1, task.StderrLines).Length);
        await Redis.Send("ZADD", "ops:deadlines:3", "1", task.Id);
        await Redis.Send("XADD", "agent_results", "*", "task_id", task.Id, "status", "success");
        await System.IO.File.AppendAllTextAsync(Starts, task.Id + "\n");
        Journal(new { accepted = new { taskId = task.Id, attempt = 1 } });
        Journal(new { ended = new { taskId = task.Id, attempt = 1, messageId = task.Id + ".1" } });
        Journal(new { settled = new { taskId = task.Id, attempt = 1 } });
    }

    public async Task State(string id, int phase, int exitCode, long stdoutBytes, long stderrBytes, object? more = null, int attempt = 1)
    {
        var result = new { MessageId = id + ".1", Attempt = 1, ExitCode = exitCode, StdoutBytes = stdoutBytes, StderrBytes = stderrBytes };
        var state = new
        {
            Phase = phase,
            Attempt = attempt,
            SubmittedAt = TimeProvider.System.GetUtcNow().AddSeconds(-9),
            EndedAt = phase >= 6 ? TimeProvider.System.GetUtcNow() : (DateTimeOffset?)null,
            Result = phase >= 6 ? more ?? result : null,
        };
        await Redis.Send("HSET", $"ops:task:{id}", "v", "1", "t", JsonSerializer.Serialize(state));
        await List(id, phase);
    }

    public Task<RespValue> List(string id, int phase) =>
        Redis.Send("HSET", $"ops:task:{id}", "s", JsonSerializer.Serialize(new { Phase = phase }));

    /// <summary>An entry of a log.</summary>
    public Task<RespValue> Append(string id, int seq, int records, int stream, long offset, string text, int missing = 0, int attempt = 1) => Redis.Send(
    [
        "XADD", $"ops:log:{id}", $"{seq}-0", "n", $"{records}", "a", $"{attempt}", "s", $"{stream}", "o", $"{offset}", "t", "1", "d", text,
        .. (string[])(missing == 0 ? [] : ["g", $"{missing}", "w", "1"]),
    ]);

    public void Journal(object entry)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(entry);
        var header = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(header, text.Length);
        using var file = new FileStream(Path.Combine(Agent, "journal"), FileMode.Append);
        file.Write(header);
        file.Write(text);
    }

    public static string Numbered(char stream, int from, int to) =>
        string.Concat(Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(number => $"{stream} {number}\n"));

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task Log(SubmittedTask task)
    {
        const int Half = Lines / 2;
        if (task.StdoutLines == 0)
        {
            return;
        }

        await Append(task.Id, 1, Half, 0, 0, Numbered('o', 1, Half));
        await Append(task.Id, Half + 1, Lines, 1, 0, Numbered('e', 1, Lines));
        await Append(task.Id, Half + Lines + 1, Half, 0, Numbered('o', 1, Half).Length, Numbered('o', Half + 1, Lines));
    }
}
