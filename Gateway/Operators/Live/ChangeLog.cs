using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansOps.Operators.Live;

/// <summary>
/// The newest view of each thing, in the order in which they changed. A reader keeps its own place and takes what comes after it, so that a
/// slow one costs nothing: it finds fewer, newer views.
/// </summary>
/// <param name="type">How a view is written; null if nobody asks for it written.</param>
/// <param name="most">How many things are kept; the ones that changed longest ago go first.</param>
internal sealed class ChangeLog<T>(JsonTypeInfo<T>? type, int most)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Change> _order = [];
    private readonly Dictionary<string, LinkedListNode<Change>> _places = new(StringComparer.Ordinal);
    private TaskCompletionSource _news = NewSignal();
    private long _number;

    /// <summary>Number of the newest change.</summary>
    public long Newest => Volatile.Read(ref _number);

    /// <summary>What was at this number and before may be missing: a reader that is not beyond it must begin again.</summary>
    public long LostTo { get; private set; }

    public T? Find(string id)
    {
        lock (_lock)
        {
            return _places.GetValueOrDefault(id)?.Value.View;
        }
    }

    public IReadOnlyList<string> Ids()
    {
        lock (_lock)
        {
            return [.. _order.Where(change => change.View is not null).Select(change => change.Id)];
        }
    }

    /// <summary>Sets how a thing stands; null: it is gone.</summary>
    public void Set(string id, T? view)
    {
        lock (_lock)
        {
            if (_places.Remove(id, out var before))
            {
                _order.Remove(before);
            }

            _places[id] = _order.AddLast(new Change(id, view, ++_number));
            if (_order.Count > most)
            {
                var oldest = _order.First!.Value;
                _order.RemoveFirst();
                _places.Remove(oldest.Id);
                LostTo = oldest.Number;
            }
        }
    }

    /// <summary>Every reader must begin again.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            LostTo = ++_number;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _order.Clear();
            _places.Clear();
            LostTo = ++_number;
        }
    }

    /// <summary>Wakes those who wait: called once after a group of changes.</summary>
    public void Announce() => Interlocked.Exchange(ref _news, NewSignal()).SetResult();

    /// <summary>The changes after a number, oldest first.</summary>
    public IReadOnlyList<Change> After(long number, int atMost)
    {
        var found = new List<Change>();
        lock (_lock)
        {
            var at = _order.Last;
            while (at?.Previous is { } previous && previous.Value.Number > number)
            {
                at = previous;
            }

            for (; at is not null && found.Count < atMost; at = at.Next)
            {
                if (at.Value.Number > number)
                {
                    found.Add(at.Value);
                }
            }
        }

        return found;
    }

    /// <summary>Ends when something came after the number.</summary>
    public Task WaitAfter(long number)
    {
        var news = Volatile.Read(ref _news).Task;
        return Newest > number ? Task.CompletedTask : news;
    }

    /// <summary>How a view is sent. Written once, however many read it.</summary>
    public byte[] Written(Change change) => change.Json ??= JsonSerializer.SerializeToUtf8Bytes(change.View!, type!);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One thing, as it stood when it changed last.</summary>
    internal sealed class Change(string id, T? view, long number)
    {
        public string Id => id;

        public T? View => view;

        public long Number => number;

        public byte[]? Json { get; set; }
    }
}
