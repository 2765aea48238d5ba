using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// Asks the gateway where the sending of a log starts. It answers one question after the other, and a heartbeat waits behind them: so few are asked
/// at once, and more as the answers come.
/// </summary>
internal sealed partial class MarkQuestions(OpenHub open, FollowedLogs logs, LogMarks marks, ILogger logger)
{
    private const int Most = 32;

    private int _asked;
    private int _atOnce = 1;

    /// <summary>A session is open, and nobody knows how quickly this gateway answers.</summary>
    public void StartSession() => _atOnce = 1;

    /// <summary>Asks, unless that is under way, or too much else is.</summary>
    public void Ask(IAgentHub hub, FollowedLog log)
    {
        if (!log.IsAsking && log.IsDue && _asked < _atOnce)
        {
            log.IsAsking = true;
            _asked++;
            _ = AskNow(hub, log);
        }
    }

    private async Task AskNow(IAgentHub hub, FollowedLog log)
    {
        var attempt = log.Log.Attempt;
        try
        {
            var mark = await hub.ResumeLog(new LogQuestion(attempt.TaskId, attempt.Attempt, log.Log.TraceParent));
            if (hub == open.Now)
            {
                _atOnce = Math.Min(Most, 2 * _atOnce);
                marks.TakeAnswer(log, mark);
            }
        }
        catch (Exception failed)
        {
            _atOnce = 1;
            LogNoAnswer(failed, attempt.ToString());
            log.Pause();
        }
        finally
        {
            log.IsAsking = false;
            _asked--;
            logs.Wake();
        }
    }

    [LoggerMessage(4303, LogLevel.Debug, "Task {Attempt}: the gateway did not say where its log goes on; asking again")]
    private partial void LogNoAnswer(Exception failed, string attempt);
}
