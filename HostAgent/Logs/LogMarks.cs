using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>What the gateway's word of how far a log is stored means for the sending of it.</summary>
internal sealed partial class LogMarks(FollowedLogs logs, ILogProgress progress, ILogger logger)
{
    /// <summary>The gateway says it by itself, while it stores.</summary>
    public void Take(LogMark mark)
    {
        if (logs.Find(new AttemptId(mark.TaskId, mark.Attempt)) is { } log && !log.IsEcho(mark))
        {
            Judge(log, log.Log.Take(mark), mark);
        }
    }

    /// <summary>The gateway was asked: sending starts, or starts again, where it says.</summary>
    public void TakeAnswer(FollowedLog log, LogMark mark) => Judge(log, log.Log.Start(mark), mark);

    private void Judge(FollowedLog log, LogMarkResult result, LogMark mark)
    {
        var attempt = log.Log.Attempt;
        switch (result)
        {
            case LogMarkResult.Progress:
                log.Progress();
                break;
            case LogMarkResult.Moved when mark.Problem is { } problem:
                LogRefused(attempt.ToString(), problem);
                log.Pause();
                break;
            case LogMarkResult.Closed:
                LogClosed(attempt.ToString(), mark.Problem ?? "");
                log.Pause();
                progress.Closed(attempt);
                break;
            case LogMarkResult.Beyond:
                LogBeyond(attempt.ToString(), mark.StdoutOffset, mark.StderrOffset);
                break;
            default:
                break;
        }

        if (log.Log.AllStored)
        {
            progress.AllStored(attempt);
        }

        // Whoever was told may have let go of the attempt, and with it of its log.
        if (logs.Find(attempt) is not null && !log.Log.AllSent)
        {
            logs.Activate(log);
        }
        else
        {
            logs.Wake();   // others may have waited for the room in the window
        }
    }

    [LoggerMessage(4304, LogLevel.Warning, "Task {Attempt}: the gateway refused a piece of output ({Problem}); sending again from its mark")]
    private partial void LogRefused(string attempt, string problem);

    [LoggerMessage(4305, LogLevel.Error, "Task {Attempt}: {Stdout} and {Stderr} bytes of its output are stored, which is more than this host has; its disk lost some")]
    private partial void LogBeyond(string attempt, long stdout, long stderr);

    [LoggerMessage(4307, LogLevel.Warning, "Task {Attempt}: the gateway takes none of its output: {Problem}")]
    private partial void LogClosed(string attempt, string problem);
}
