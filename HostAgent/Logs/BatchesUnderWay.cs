namespace OrleansOps.HostAgent.Logs;

/// <summary>The batches of one log that were sent and are not known to be stored, oldest first. They take room in the window.</summary>
internal sealed class BatchesUnderWay(LogWindow window, TimeProvider time)
{
    private readonly Queue<(LogPoint After, int Bytes, long SentAt)> _batches = new();

    public bool IsAny => _batches.Count > 0;

    public void Add(LogPoint after, int bytes)
    {
        _batches.Enqueue((after, bytes, time.GetTimestamp()));
        window.Used += bytes;
    }

    /// <summary>The gateway says that the log is stored up to here. True if that is where one of them ends, and it was taken: then the window learns how long it took.</summary>
    public bool AreStored(LogPoint upTo, bool wasTaken)
    {
        while (_batches.TryPeek(out var next) && next.After.NextSeq <= upTo.NextSeq)
        {
            _batches.Dequeue();
            window.Used -= next.Bytes;
            if (next.After == upTo && wasTaken)
            {
                window.Carried(next.Bytes, next.SentAt);
                window.Stored(next.SentAt);
                return true;
            }
        }

        return false;
    }

    /// <summary>They are not waited for any more: what of them is not stored is sent again.</summary>
    public void Clear()
    {
        window.Used -= _batches.Sum(batch => batch.Bytes);
        _batches.Clear();
    }
}
