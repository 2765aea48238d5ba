using OrleansOps.Logs;

namespace OrleansOps.Operators.Logs;

/// <summary>When the bytes of a stored batch were written, asked from its first to its last.</summary>
internal sealed class BatchClock(StoredBatch batch)
{
    private readonly IReadOnlyList<int> _times = batch.Times ?? [];
    private DateTimeOffset _at = batch.At;
    private int _next;

    public DateTimeOffset TimeOf(int offset)
    {
        for (; _next + 1 < _times.Count && _times[_next] <= offset; _next += 2)
        {
            _at = batch.At.AddMilliseconds(_times[_next + 1]);
        }

        return _at;
    }
}
