using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>Sends the output of every task while a session is open. Looks more often where there was something a moment ago.</summary>
internal sealed class LogLoop
{
    private readonly OpenHub _open = new();
    private readonly FollowedLogs _logs;
    private readonly LogWindow _window;
    private readonly LogMarks _marks;
    private readonly MarkQuestions _questions;
    private readonly SendRounds _rounds;

    public LogLoop(FollowedLogs logs, LogWindow window, ILogProgress progress, ILogger<LogLoop> logger)
    {
        _logs = logs;
        _window = window;
        _marks = new LogMarks(logs, progress, logger);
        _questions = new MarkQuestions(_open, logs, _marks, logger);
        _rounds = new SendRounds(_open, logs, window, _questions, progress, logger);
    }

    /// <summary>Bytes of output that are not stored yet.</summary>
    public long UnstoredBytes => _logs.UnstoredBytes;

    /// <summary>A session is open: sending begins where the gateway says.</summary>
    public void Attach(IAgentHub hub, int windowBytes)
    {
        _open.Open(hub);
        _window.Open(windowBytes);
        _questions.StartSession();
        _logs.StartSession();
    }

    public void Detach() => _open.Close();

    /// <summary>Takes word of how far a log is stored.</summary>
    public void Take(LogMark mark) => _marks.Take(mark);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (_open.Now is not { } hub || !await _rounds.Send(hub))
            {
                await _logs.Sleep(_open.Now is null ? Timeout.InfiniteTimeSpan : _logs.NextLook, stopping);
            }
        }
    }
}
