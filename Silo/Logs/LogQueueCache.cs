using Orleans.Streams;

namespace OrleansOps.Logs;

/// <summary>What was read from a queue and is on its way to the logs. Each stream has one subscriber, so what it took is gone.</summary>
internal sealed class LogQueueCache(LogQueue queue) : IQueueCache
{
    private const int MostAtOnce = 1_024;

    public int GetMaxAddCount() => MostAtOnce;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var output in messages)
        {
            queue.AwaitsDelivery((QueuedOutput)output);
        }
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) => new LogQueueCursor(queue, streamId);

    /// <summary>Never: those who put something wait for its end, so the queue cannot grow beyond what they have under way.</summary>
    public bool IsUnderPressure() => false;

    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        return false;
    }
}
