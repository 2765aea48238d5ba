using Orleans.Streams;

namespace OrleansOps.Logs;

/// <summary>Where the delivery of one stream stands. Orleans moves on when the subscriber has taken what it was given.</summary>
internal sealed class LogQueueCursor(LogQueue queue, StreamId stream) : IQueueCacheCursor
{
    private QueuedOutput? _current;

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current;
    }

    public bool MoveNext()
    {
        End(delivered: true);
        _current = queue.Next(stream);
        return _current is not null;
    }

    public void RecordDeliveryFailure() => End(delivered: false);

    public void Refresh(StreamSequenceToken token)
    {
        // MoveNext sees by itself what has come.
    }

    /// <summary>What was not delivered stays, for the next cursor of the stream.</summary>
    public void Dispose() => _current = null;

    private void End(bool delivered)
    {
        if (_current is { } output)
        {
            _current = null;
            queue.End(output, delivered);
        }
    }
}
