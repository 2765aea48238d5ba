namespace OrleansOps.HostAgent.Transfers;

/// <summary>Holds a transfer to so many bytes a second, from its start on; what it could not use up in a wait is not made up for.</summary>
/// <param name="perSecond">Null: as fast as it comes.</param>
internal sealed class Pace(long? perSecond, TimeProvider time)
{
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(200);

    private long _from = time.GetTimestamp();
    private long _bytes;

    /// <summary>After these bytes.</summary>
    public async ValueTask Hold(int bytes, CancellationToken cancel)
    {
        if (perSecond is not { } limit)
        {
            return;
        }

        _bytes += bytes;
        var ahead = TimeSpan.FromSeconds((double)_bytes / limit) - time.GetElapsedTime(_from);
        if (ahead > TimeSpan.Zero)
        {
            await Task.Delay(ahead, time, cancel);
        }
        else if (ahead < -Slack)
        {
            (_from, _bytes) = (time.GetTimestamp(), 0);
        }
    }
}
