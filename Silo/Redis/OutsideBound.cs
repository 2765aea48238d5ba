using OrleansOps.Logs;

namespace OrleansOps.Redis;

/// <summary>
/// How many entries the stream for readers outside may keep. Redis can bound a stream by entries alone, and an entry may hold a few bytes
/// or 64 KiB: so the number follows the average of those that were appended last.
/// </summary>
internal sealed class OutsideBound(LogOptions options)
{
    private const int FewestEntries = 100;
    private const double EntryOverhead = 300;
    private const double LastEntries = 64;

    private readonly Lock _lock = new();
    private double _average = EntryOverhead;

    /// <summary>The bound with an entry of so many bytes.</summary>
    public long EntriesWith(int bytes)
    {
        lock (_lock)
        {
            _average += (bytes + EntryOverhead - _average) / LastEntries;
            return Math.Clamp((long)(options.OutsideBytes / _average), Math.Min(FewestEntries, options.OutsideEntries), options.OutsideEntries);
        }
    }
}
