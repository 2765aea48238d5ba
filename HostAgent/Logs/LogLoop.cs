using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// Follows the output of every task and sends it: one batch of each task in turn, as long as the window has room. Looks more often where
/// there was something a moment ago.
/// </summary>
internal sealed partial class LogLoop(LogWindow window, TimeProvider time, ILogger<LogLoop> logger) : IDisposable
{
    private const int MostQuestions = 32;

    private readonly Dictionary<AttemptId, FollowedLog> _logs = [];
    private readonly List<FollowedLog> _active = [];
    private readonly byte[] _buffer = new byte[Limits.BatchBytes];
    private readonly Wakeup _wakeup = new(time);
    private IAgentHub? _hub;
    private int _questions;
    private int _questionsAtOnce = 1;
    private int _firstInRound;

    /// <summary>Called when the last batch of an attempt that is over was sent.</summary>
    public Action<AttemptId>? WhenAllSent { get; set; }

    /// <summary>Called when all output of an attempt that is over is stored.</summary>
    public Action<AttemptId>? WhenAllStored { get; set; }

    /// <summary>Called when the gateway takes nothing of an attempt's output.</summary>
    public Action<AttemptId>? WhenClosed { get; set; }

    /// <summary>Bytes of output that are not stored yet.</summary>
    public long UnstoredBytes => _logs.Values.Sum(log => log.Log.UnstoredBytes);

    /// <summary>It is not looked at before the first <see cref="Hurry"/>: the attempt has not started.</summary>
    public void Add(TaskLog log) => _logs.Add(log.Attempt, new FollowedLog(log, time));

    /// <summary>The attempt has started, or it is over and its log closed: what is there is sent now.</summary>
    public void Hurry(AttemptId attempt)
    {
        if (_logs.TryGetValue(attempt, out var log))
        {
            Activate(log);
        }
    }

    public void Remove(AttemptId attempt)
    {
        if (_logs.Remove(attempt, out var log))
        {
            log.IsActive = false;
            _active.Remove(log);
            log.Log.Dispose();
        }
    }

    /// <summary>A session is open: sending begins where the gateway says.</summary>
    public void Attach(IAgentHub hub, int windowBytes)
    {
        _hub = hub;
        window.Open(windowBytes);
        _questionsAtOnce = 1;
        foreach (var log in _logs.Values)
        {
            log.Log.StartSession();
            log.SaidAllSent = false;
            log.Progress();
            Activate(log);
        }
    }

    public void Detach() => _hub = null;

    /// <summary>Takes word of how far a log is stored.</summary>
    public void Take(LogMark mark)
    {
        var attempt = new AttemptId(mark.TaskId, mark.Attempt);
        if (_logs.TryGetValue(attempt, out var log) && !log.IsEcho(mark))
        {
            Judge(log, log.Log.Take(mark), mark);
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (_hub is not { } hub || !await SendRound(hub))
            {
                await _wakeup.Sleep(NextLook(), stopping);
            }
        }
    }

    public void Dispose()
    {
        _wakeup.Dispose();
        foreach (var log in _logs.Values)
        {
            log.Log.Dispose();
        }
    }

    private void Activate(FollowedLog log)
    {
        log.LookNow();
        if (!log.IsActive)
        {
            log.IsActive = true;
            _active.Add(log);
        }

        _wakeup.Set();
    }

    /// <summary>Sends one batch of every log that has one. Returns whether there was any.</summary>
    private async Task<bool> SendRound(IAgentHub hub)
    {
        var sent = false;
        _firstInRound = (_firstInRound + 1) % Math.Max(1, _active.Count);   // room that becomes free goes to another log each time
        for (var i = 0; i < _active.Count && hub == _hub; i++)
        {
            var log = _active[(i + _firstInRound) % _active.Count];
            if (log.Log.NeedsMark)
            {
                Ask(hub, log);
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
        if (log.IsStalled(window.Patience))
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
            _hub = _hub == hub ? null : _hub;
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
        for (var i = _active.Count - 1; i >= 0; i--)
        {
            var log = _active[i];
            if (log.Log.AllSent && !log.Log.IsUnderWay)
            {
                log.IsActive = false;
                _active.RemoveAt(i);
            }

            if (log.Log.AllSent && !log.SaidAllSent)
            {
                log.SaidAllSent = true;
                WhenAllSent?.Invoke(log.Log.Attempt);
            }
        }
    }

    private void Ask(IAgentHub hub, FollowedLog log)
    {
        if (!log.IsAsking && log.IsDue && _questions < _questionsAtOnce)
        {
            log.IsAsking = true;
            _questions++;
            _ = AskNow(hub, log);
        }
    }

    private async Task AskNow(IAgentHub hub, FollowedLog log)
    {
        try
        {
            var mark = await hub.ResumeLog(new LogQuestion(log.Log.Attempt.TaskId, log.Log.Attempt.Attempt, log.Log.TraceParent));
            if (hub == _hub)
            {
                _questionsAtOnce = Math.Min(MostQuestions, 2 * _questionsAtOnce);
                Judge(log, log.Log.Start(mark), mark);
            }
        }
        catch (Exception failed)
        {
            _questionsAtOnce = 1;   // the gateway answers one after the other, and a heartbeat waits behind them
            LogNoAnswer(failed, log.Log.Attempt.ToString());
            log.Pause();
        }
        finally
        {
            log.IsAsking = false;
            _questions--;
            _wakeup.Set();
        }
    }

    private void Judge(FollowedLog log, LogMarkResult result, LogMark mark)
    {
        switch (result)
        {
            case LogMarkResult.Progress:
                log.Progress();
                break;
            case LogMarkResult.Moved when mark.Problem is { } problem:
                LogRefused(log.Log.Attempt.ToString(), problem);
                log.Pause();
                break;
            case LogMarkResult.Closed:
                LogClosed(log.Log.Attempt.ToString(), mark.Problem ?? "");
                log.Pause();
                WhenClosed?.Invoke(log.Log.Attempt);
                break;
            case LogMarkResult.Beyond:
                LogBeyond(log.Log.Attempt.ToString(), mark.StdoutOffset, mark.StderrOffset);
                break;
            default:
                break;
        }

        if (log.Log.AllStored)
        {
            WhenAllStored?.Invoke(log.Log.Attempt);
        }

        if (_logs.ContainsKey(log.Log.Attempt) && !log.Log.AllSent)
        {
            Activate(log);
        }
        else
        {
            _wakeup.Set();   // others may have waited for the room in the window
        }
    }

    private TimeSpan NextLook()
    {
        var next = Timeout.InfiniteTimeSpan;
        foreach (var log in _hub is null ? [] : _active)
        {
            var due = log.DueIn;
            next = next == Timeout.InfiniteTimeSpan || due < next ? due : next;
        }

        return next;
    }
}
