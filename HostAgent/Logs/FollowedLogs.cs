namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// The logs of all attempts that the host holds, and those of them that there is something to send of: the active ones. Whoever sends sleeps here
/// until one of them is worth a look.
/// </summary>
internal sealed class FollowedLogs(TimeProvider time) : IDisposable
{
    private readonly Dictionary<AttemptId, FollowedLog> _all = [];
    private readonly List<FollowedLog> _active = [];
    private readonly Wakeup _wakeup = new(time);

    public IReadOnlyList<FollowedLog> Active => _active;

    /// <summary>Bytes of output that are not stored yet.</summary>
    public long UnstoredBytes => _all.Values.Sum(log => log.Log.UnstoredBytes);

    /// <summary>How long until one of the active ones is due; infinite if there is none.</summary>
    public TimeSpan NextLook
    {
        get
        {
            var next = Timeout.InfiniteTimeSpan;
            foreach (var log in _active)
            {
                var due = log.DueIn;
                next = next == Timeout.InfiniteTimeSpan || due < next ? due : next;
            }

            return next;
        }
    }

    public FollowedLog? Find(AttemptId attempt) => _all.GetValueOrDefault(attempt);

    /// <summary>It is not looked at before the first <see cref="Hurry"/>: the attempt has not started.</summary>
    public void Add(TaskLog log) => _all.Add(log.Attempt, new FollowedLog(log, time));

    /// <summary>The attempt has started, or it is over and its log closed: what is there is sent now.</summary>
    public void Hurry(AttemptId attempt)
    {
        if (Find(attempt) is { } log)
        {
            Activate(log);
        }
    }

    public void Remove(AttemptId attempt)
    {
        if (_all.Remove(attempt, out var log))
        {
            Rest(log);
            log.Log.Dispose();
        }
    }

    /// <summary>A session is open. What was under way in the one before may have been lost with it, so every log is looked at.</summary>
    public void StartSession()
    {
        foreach (var log in _all.Values)
        {
            log.Log.StartSession();
            log.SaidAllSent = false;
            log.Progress();
            Activate(log);
        }
    }

    public void Activate(FollowedLog log)
    {
        log.LookNow();
        if (!log.IsActive)
        {
            log.IsActive = true;
            _active.Add(log);
        }

        Wake();
    }

    /// <summary>Nothing is to be sent of it, for now or for ever.</summary>
    public void Rest(FollowedLog log)
    {
        if (log.IsActive)
        {
            log.IsActive = false;
            _active.Remove(log);
        }
    }

    public void Wake() => _wakeup.Set();

    /// <param name="limit">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    public Task Sleep(TimeSpan limit, CancellationToken stopping) => _wakeup.Sleep(limit, stopping);

    public void Dispose()
    {
        _wakeup.Dispose();
        foreach (var log in _all.Values)
        {
            log.Log.Dispose();
        }
    }
}
