using OrleansOps.Access;

namespace OrleansOps.InMemory;

/// <summary>Signatures that were used, in memory.</summary>
internal sealed class MemoryUsedSignatures(TimeProvider time) : IUsedSignatures
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _untilWhen = new();

    public Task<bool> Add(string signature, TimeSpan keep)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_untilWhen.TryPeek(out var oldest, out var until) && until <= now)
            {
                _untilWhen.Dequeue();
                _known.Remove(oldest);
            }

            if (!_known.Add(signature))
            {
                return Task.FromResult(false);
            }

            _untilWhen.Enqueue(signature, now + keep);
            return Task.FromResult(true);
        }
    }
}
