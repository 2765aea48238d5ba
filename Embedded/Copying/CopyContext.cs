namespace OrleansOps.Embedded;

/// <summary>Remembers what was copied during one copy, so that shared and circular references stay what they are.</summary>
internal sealed class CopyContext
{
    private const int SearchedLinearly = 8;

    [ThreadStatic]
    private static CopyContext? _idle;

    private readonly List<(object Original, object Copy)> _copies = [];
    private Dictionary<object, object>? _index;

    public static CopyContext Rent()
    {
        var context = _idle ?? new CopyContext();
        _idle = null;
        return context;
    }

    public void Return()
    {
        _copies.Clear();
        _index = null;
        _idle = this;
    }

    public object? Find(object original)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(original);
        }

        foreach (var (known, copy) in _copies)
        {
            if (ReferenceEquals(known, original))
            {
                return copy;
            }
        }

        return null;
    }

    public void Record(object original, object copy)
    {
        if (_index is not null)
        {
            _index[original] = copy;
            return;
        }

        _copies.Add((original, copy));
        if (_copies.Count > SearchedLinearly)
        {
            _index = new(ReferenceEqualityComparer.Instance);
            _copies.ForEach(pair => _index[pair.Original] = pair.Copy);
        }
    }
}
