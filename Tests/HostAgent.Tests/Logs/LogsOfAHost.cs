using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>The logs of one host with everything that sends them, a clock that a test moves, and a gateway that notes.</summary>
internal sealed class LogsOfAHost : IDisposable
{
    private readonly Dictionary<AttemptId, MemoryFile> _stdout = [];

    public LogsOfAHost()
    {
        Window = new LogWindow(Time);
        Logs = new FollowedLogs(Time);
        Marks = new LogMarks(Logs, Progress, NullLogger.Instance);
        Questions = new MarkQuestions(Open, Logs, Marks, NullLogger.Instance);
        Rounds = new SendRounds(Open, Logs, Window, Questions, Progress, NullLogger.Instance);
        Open.Open(Hub);
    }

    public FakeTimeProvider Time { get; } = new();

    public NotedHub Hub { get; } = new();

    public NotedProgress Progress { get; } = new();

    public OpenHub Open { get; } = new();

    public LogWindow Window { get; }

    public FollowedLogs Logs { get; }

    public LogMarks Marks { get; }

    public MarkQuestions Questions { get; }

    public SendRounds Rounds { get; }

    /// <summary>An attempt that has started.</summary>
    public FollowedLog Start(string taskId, int attempt = 1)
    {
        var id = new AttemptId(taskId, attempt);
        _stdout[id] = new MemoryFile();
        Logs.Add(new TaskLog(id, _stdout[id], new MemoryFile(), new MemoryFile(), Window, Time));
        Logs.Hurry(id);
        return Logs.Find(id)!;
    }

    public void Print(FollowedLog log, string text) => _stdout[log.Log.Attempt].Append(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The attempt is over with what it has printed.</summary>
    public void End(FollowedLog log) => log.Log.Finish(new LogEnd(_stdout[log.Log.Attempt].Length(), 0, 0, 0, LogDropReason.DiskFull));

    public static LogMark Mark(FollowedLog log, long nextSeq, long stdout, string? problem = null) =>
        new(log.Log.Attempt.TaskId, log.Log.Attempt.Attempt, nextSeq, stdout, 0, problem);

    public void Dispose() => Logs.Dispose();
}
