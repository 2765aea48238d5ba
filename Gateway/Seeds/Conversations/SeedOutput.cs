using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>
/// What one connection brings of one attempt, in the order in which it came. Such an agent does not count its output, so it is counted here: first the log is
/// asked how far it is stored and which messages are in it, then each message gets its place behind the one before. Where the log has another place for it
/// than was thought, all that is not known to be stored begins again with that question. The end goes on only when everything before it is stored.
/// </summary>
internal sealed partial class SeedOutput(SeedTaskId task, SeedConversation conversation)
{
    private const int MostNames = 8_192;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LinkedList<SeedReport> _reports = new();
    private readonly LinkedList<(string Name, long End)> _underWay = new();
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);
    private readonly Queue<string> _storedOrder = new();

    private LogMark? _place;
    private int _round;
    private bool _works;
    private TaskCompletionSource _changed = NewSignal();

    public SeedTaskId Of => task;

    /// <summary>Nothing waits here.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _reports.Count == 0;
            }
        }
    }

    public void Add(SeedReport report)
    {
        lock (_lock)
        {
            if (report.End is null && _reports.FirstOrDefault(one => one.End is null && string.Equals(one.MessageId, report.MessageId, StringComparison.Ordinal)) is { } same)
            {
                same.Times++;
                conversation.Took(-report.Bytes);
                return;
            }

            _reports.AddLast(report);
            if (_works)
            {
                Signal();
                return;
            }

            _works = true;
        }

        _ = Work();   // handles its every end itself
    }

    /// <summary>How far the log is stored now. Gives what is to be acknowledged.</summary>
    public IReadOnlyList<string> Stored(LogMark mark)
    {
        lock (_lock)
        {
            if (mark.Problem is not null)
            {
                Restart();
                return [];
            }

            if (mark.Attempt != task.Attempt)
            {
                return [];
            }

            while (_underWay.First is { Value: var (name, end) } && end <= mark.NextSeq)
            {
                _underWay.RemoveFirst();
                conversation.LeaveWindow();
                Know(name);
            }

            var done = Settle();
            Signal();
            return done;
        }
    }

    private async Task Work()
    {
        await Task.Yield();   // who brings a message does not wait for what becomes of it
        try
        {
            while (await Step())
            {
                // until nothing is left
            }
        }
        catch (Exception) when (conversation.Gone.IsCancellationRequested)
        {
            // The agent keeps what was not acknowledged, and sends it again on its next connection.
        }
        catch (Exception failed)
        {
            conversation.Broken(task, failed);
        }
    }

    /// <summary>False: there is nothing to do any more.</summary>
    private async Task<bool> Step()
    {
        SeedReport? next;
        Task changed;
        int round;
        bool isFirst;
        lock (_lock)
        {
            if (_reports.Count == 0)
            {
                _works = false;
                return false;
            }

            next = _reports.FirstOrDefault(report => !report.IsOut);
            isFirst = ReferenceEquals(next, _reports.First!.Value);
            changed = _changed.Task;
            round = _round;
        }

        if (next is null || (next.End is not null && !isFirst))
        {
            await changed.WaitAsync(conversation.Gone);   // for what is under way
            return true;
        }

        if (await Place(round) is not { } place)
        {
            return true;
        }

        if (next.End is { } end)
        {
            if (!Unfold(next, place))
            {
                End(next, end, place);
            }
        }
        else if (place.IsClosed)
        {
            await Pass(next);
        }
        else
        {
            await Publish(next, round);
        }

        return true;
    }

    /// <summary>Where the log goes on; asked once in each round. Null: begin again.</summary>
    private async Task<LogMark?> Place(int round)
    {
        lock (_lock)
        {
            if (_round != round)
            {
                return null;
            }

            if (_place is { } known)
            {
                return known;
            }
        }

        if (round > 0)
        {
            await Task.Delay(Pause, conversation.Time, conversation.Gone);
        }

        try
        {
            var (mark, names) = await conversation.Ask(task);
            lock (_lock)
            {
                if (_round != round)
                {
                    return null;
                }

                foreach (var name in names)
                {
                    Know(name);
                }

                return _place = mark;
            }
        }
        catch (Exception failed) when (!conversation.Gone.IsCancellationRequested)
        {
            conversation.NotAsked(task, failed);
            lock (_lock)
            {
                _round++;   // after a pause
            }

            return null;
        }
    }

    private async Task Publish(SeedReport report, int round)
    {
        foreach (var part in report.Parts)
        {
            lock (_lock)
            {
                if (_stored.Contains(part.Name))
                {
                    continue;
                }
            }

            await conversation.EnterWindow();
            LogBatch batch;
            lock (_lock)
            {
                if (_round != round)
                {
                    conversation.LeaveWindow();
                    return;
                }

                batch = SeedBatches.At(_place!, task, part);
                _place = SeedBatches.After(batch, part, _place!);
                _underWay.AddLast((part.Name, _place.NextSeq));
            }

            await conversation.Publish(batch, part.Name);
        }

        IReadOnlyList<string> done;
        lock (_lock)
        {
            if (_round != round)
            {
                return;
            }

            report.IsOut = true;
            done = Settle();   // it may have been stored long ago
        }

        await conversation.Acknowledge(done);
    }

    /// <summary>Nobody takes lines of this task from this host: the agent need not keep them.</summary>
    private async Task Pass(SeedReport report)
    {
        Remove(report);
        conversation.Unwanted(task);
        await conversation.Acknowledge(Enumerable.Repeat(report.MessageId, report.Times).ToList());
    }

    private void Remove(SeedReport report)
    {
        lock (_lock)
        {
            _reports.Remove(report);
        }

        conversation.Took(-report.Bytes);
    }

    /// <summary>What is wholly stored, from the front; each as often as it came.</summary>
    private List<string> Settle()
    {
        var done = new List<string>();
        while (_reports.First?.Value is { IsOut: true, End: null } first && first.Parts.All(part => _stored.Contains(part.Name)))
        {
            _reports.RemoveFirst();
            conversation.Took(-first.Bytes);
            done.AddRange(Enumerable.Repeat(first.MessageId, first.Times));
        }

        return done;
    }

    private void Restart()
    {
        _round++;
        _place = null;
        foreach (var _ in _underWay)
        {
            conversation.LeaveWindow();
        }

        _underWay.Clear();
        foreach (var report in _reports)
        {
            report.IsOut = false;
        }

        Signal();
    }

    private void Know(string name)
    {
        if (_stored.Add(name))
        {
            _storedOrder.Enqueue(name);
            if (_storedOrder.Count > MostNames)
            {
                _stored.Remove(_storedOrder.Dequeue());
            }
        }
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
