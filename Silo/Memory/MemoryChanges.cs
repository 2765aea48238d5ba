using System.Globalization;
using OrleansOps.Live;

namespace OrleansOps.InMemory;

/// <summary>Changes in memory: the newest of each thing, in the order in which they happened.</summary>
internal sealed class MemoryChanges<T> : IChanges<T>
    where T : class
{
    private const int Kept = 20_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<(long Number, string Id, T? View)> _order = [];
    private readonly Dictionary<string, LinkedListNode<(long Number, string Id, T? View)>> _places = new(StringComparer.Ordinal);
    private long _number;
    private long _dropped;

    public void Tell(string id, T? view)
    {
        lock (_lock)
        {
            if (_places.Remove(id, out var before))
            {
                _order.Remove(before);
            }

            _places[id] = _order.AddLast((++_number, id, view));
            if (_order.Count > Kept)
            {
                var oldest = _order.First!.Value;
                _order.RemoveFirst();
                _places.Remove(oldest.Id);
                _dropped = oldest.Number;
            }
        }
    }

    public Task<ChangePage<T>> After(string? cursor)
    {
        lock (_lock)
        {
            var after = cursor is null ? _number : long.Parse(cursor, CultureInfo.InvariantCulture);
            var items = new List<KeyValuePair<string, T?>>();
            for (var at = _order.Last; at is not null && at.Value.Number > after; at = at.Previous)
            {
                items.Add(new(at.Value.Id, at.Value.View));
            }

            items.Reverse();
            return Task.FromResult(new ChangePage<T>(_number.ToString(CultureInfo.InvariantCulture), after >= _dropped, items));
        }
    }
}
