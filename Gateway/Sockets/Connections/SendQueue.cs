namespace OrleansOps.Sockets.Connections;

/// <summary>
/// Bounds what waits for one agent to read it. The messages themselves wait inside SignalR, in order; without this count they would pile
/// up there without end.
/// </summary>
internal sealed class SendQueue(AgentSocketOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _waitingSince;

    public int Messages { get; private set; }

    public long Bytes { get; private set; }

    public bool IsStuck
    {
        get
        {
            lock (_lock)
            {
                return Messages > 0 && time.GetElapsedTime(_waitingSince) > options.StuckAfter;
            }
        }
    }

    /// <summary>False: there is too much already.</summary>
    public bool Enter(int bytes)
    {
        lock (_lock)
        {
            if (Messages >= options.SendQueueMessages || Bytes + bytes > options.SendQueueBytes)
            {
                return false;
            }

            if (Messages++ == 0)
            {
                _waitingSince = time.GetTimestamp();
            }

            Bytes += bytes;
            return true;
        }
    }

    public void Leave(int bytes)
    {
        lock (_lock)
        {
            Messages--;
            Bytes -= bytes;
            _waitingSince = time.GetTimestamp();   // it reads: the wait of the next message starts now
        }
    }
}
