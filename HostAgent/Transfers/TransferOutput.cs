using System.Globalization;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>What a transfer prints, for people and for opsctl: lines such as "1048576 of 4194304 bytes, 25 %, 12.3 MB/s".</summary>
/// <param name="to">Its standard output.</param>
internal sealed class TransferOutput(TextWriter to, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private long _saidAt = time.GetTimestamp();
    private long _saidBytes = -1;

    public void Say(string sentence) => to.WriteLine(sentence);

    /// <summary>How much was packed; at most once a second.</summary>
    public void Packed(long bytes)
    {
        if (time.GetElapsedTime(_saidAt) >= Every)
        {
            _saidAt = time.GetTimestamp();
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes are packed."));
        }
    }

    /// <summary>At most once a second.</summary>
    /// <param name="done">Bytes that are there.</param>
    /// <param name="all">Bytes of the whole, if that is known.</param>
    public void At(long done, long? all)
    {
        var since = time.GetElapsedTime(_saidAt);
        if (since < Every)
        {
            return;
        }

        var speed = (done - Math.Max(_saidBytes, 0)) / since.TotalSeconds / 1e6;
        (_saidAt, _saidBytes) = (time.GetTimestamp(), done);
        to.WriteLine(all is > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{done} of {all} bytes, {100.0 * done / all.Value:0} %, {Math.Max(speed, 0):0.0} MB/s")
            : string.Create(CultureInfo.InvariantCulture, $"{done} bytes, {Math.Max(speed, 0):0.0} MB/s"));
    }
}
