namespace OrleansOps.Sockets.Connections;

/// <summary>A token bucket of two numbers: one second's worth of messages may come at once. Used by one caller at a time.</summary>
internal sealed class MessageRate(int perSecond, TimeProvider time)
{
    private double _tokens = perSecond;
    private long _filledAt = time.GetTimestamp();

    public bool Take()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(perSecond, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
