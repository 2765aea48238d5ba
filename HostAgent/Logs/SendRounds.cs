using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>Sends output: one batch of each active log in turn, as long as the window has room.</summary>
internal sealed partial class SendRounds(
    OpenHub open, FollowedLogs logs, LogWindow window, MarkQuestions questions, ILogProgress progress, ILogger logger)
{
    private readonly byte[] _buffer = new byte[Limits.BatchBytes];
    private int _first;

    /// <summary>Sends one batch of every log that has one. Returns whether there was any.</summary>
    public async Task<bool> Send(IAgentHub hub)
    {
        var sent = false;
        _first = (_first + 1) % Math.Max(1, logs.Active.Count);   // room that becomes free goes to another log each time
        for (var i = 0; i < logs.Active.Count && hub == open.Now; i++)
        {
            var log = logs.Active[(i + _first) % logs.Active.Count];   // some may have come or gone while the one before was sent
            if (log.Log.NeedsMark)
            {
                questions.Ask(hub, log);
            }
            else if (log.IsDue)
            {
                sent |= await SendNext(hub, log);
            }
        }

        Settle();
        return sent;
    }

    private async Task<bool> SendNext(IAgentHub hub, FollowedLog log)
    {
        if (log.IsStalled(window.AskAfter))
        {
            LogStalled(log.Log.Attempt.ToString());
            log.Log.Doubt();
            log.Progress();
            return false;
        }

        if (Cut(log) is not { } batch)
        {
            log.SawNothing();
            return false;
        }

        log.LookNow();   // there may be more
        try
        {
            await hub.Log(batch);
            return true;
        }
        catch (Exception failed)
        {
            LogNotSent(failed, log.Log.Attempt.ToString());   // the connection is going; the next session starts at the gateway's mark
            open.Lost(hub);
            return false;
        }
    }

    private LogBatch? Cut(FollowedLog log)
    {
        try
        {
            return log.Log.Cut(_buffer);
        }
        catch (IOException failed)
        {
            LogUnreadable(failed, log.Log.Attempt.ToString());
            return null;
        }
    }

    /// <summary>Takes logs whose last batch was sent out of the rounds, and says so.</summary>
    private void Settle()
    {
        for (var i = logs.Active.Count - 1; i >= 0; i--)
        {
            var log = logs.Active[i];
            if (log.Log.AllSent && !log.Log.IsUnderWay)
            {
                logs.Rest(log);
            }

            if (log.Log.AllSent && !log.SaidAllSent)
            {
                log.SaidAllSent = true;
                progress.AllSent(log.Log.Attempt);
            }
        }
    }

    [LoggerMessage(4301, LogLevel.Debug, "Task {Attempt}: a piece of output could not be sent; it goes out again when connected")]
    private partial void LogNotSent(Exception failed, string attempt);

    [LoggerMessage(4302, LogLevel.Warning, "Task {Attempt}: its output could not be read; trying again")]
    private partial void LogUnreadable(Exception failed, string attempt);

    [LoggerMessage(4306, LogLevel.Information, "Task {Attempt}: nothing was heard of its output for a while; asking the gateway how far it is stored")]
    private partial void LogStalled(string attempt);
}
