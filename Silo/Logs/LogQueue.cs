using System.Threading.Channels;

namespace OrleansOps.Logs;

/// <summary>
/// One queue: what was put and not read yet, then what was read and not delivered yet. It is in memory, because whoever put something
/// waits for its end and puts it again. So it holds no more than the senders have under way.
/// </summary>
internal sealed class LogQueue
{
    private readonly Channel<QueuedOutput> _put = Channel.CreateUnbounded<QueuedOutput>(new UnboundedChannelOptions { SingleReader = true });

    // From here on touched by the queue's one pulling agent alone.
    private readonly Dictionary<StreamId, Queue<QueuedOutput>> _read = [];

    public bool HasMore => _put.Reader.TryPeek(out _);

    /// <summary>Nothing that was read waits for its delivery.</summary>
    public bool IsDelivered => _read.Count == 0;

    public Task<bool> Put(QueuedOutput output) => _put.Writer.TryWrite(output) ? output.Delivered : Task.FromResult(false);

    /// <summary>False if the queue was closed meanwhile.</summary>
    public ValueTask<bool> WaitForMore(CancellationToken cancel) => _put.Reader.WaitToReadAsync(cancel);

    public bool TryRead(out QueuedOutput output) => _put.Reader.TryRead(out output!);

    public void AwaitsDelivery(QueuedOutput output)
    {
        if (!_read.TryGetValue(output.StreamId, out var waiting))
        {
            _read.Add(output.StreamId, waiting = new Queue<QueuedOutput>());
        }

        waiting.Enqueue(output);
    }

    /// <summary>The oldest of a stream that is not delivered yet.</summary>
    public QueuedOutput? Next(StreamId stream) => _read.TryGetValue(stream, out var waiting) ? waiting.Peek() : null;

    /// <summary>What <see cref="Next"/> gave has come to its end.</summary>
    public void End(QueuedOutput output, bool delivered)
    {
        if (Next(output.StreamId) == output)
        {
            var waiting = _read[output.StreamId];
            waiting.Dequeue();
            if (waiting.Count == 0)
            {
                _read.Remove(output.StreamId);
            }
        }

        output.End(delivered);
    }

    /// <summary>Nobody reads it any more: what is in it is given back.</summary>
    public void Close()
    {
        _put.Writer.TryComplete();
        while (TryRead(out var output))
        {
            output.End(delivered: false);
        }

        foreach (var output in _read.Values.SelectMany(waiting => waiting))
        {
            output.End(delivered: false);
        }

        _read.Clear();
    }
}
