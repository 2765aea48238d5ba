using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>A line that does not end is waited for, but not for ever: it may be a question or a progress bar.</summary>
internal sealed class HeldLines(TimeSpan longest, TimeProvider time)
{
    /// <summary>How long, where nobody types.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);

    private readonly long?[] _since = new long?[2];

    /// <summary>Whether the line that a stream ends with now was held for long enough. The first to ask begins to hold it.</summary>
    public bool LongEnough(LogStream stream)
    {
        _since[(int)stream] ??= time.GetTimestamp();
        return time.GetElapsedTime(_since[(int)stream]!.Value) >= longest;
    }

    /// <summary>Something of the stream was sent, so it ends with another line.</summary>
    public void Sent(LogStream stream) => _since[(int)stream] = null;

    public void Clear() => Array.Clear(_since);
}
