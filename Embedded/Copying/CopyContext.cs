namespace OrleansOps.Embedded;

/// <summary>Remembers what was copied during one copy, so that shared and circular references stay what they are.</summary>
internal sealed class CopyContext
{
    private const int WorthKeeping = 256;

    [ThreadStatic]
    private static CopyContext? _idle;

    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public static CopyContext Rent()
    {
        var context = _idle ?? new CopyContext();
        _idle = null;
        return context;
    }

    public void Return()
    {
        if (_copies.Count <= WorthKeeping)
        {
            _copies.Clear();
            _idle = this;
        }
    }

    public object? Find(object original) => _copies.GetValueOrDefault(original);

    public void Record(object original, object copy) => _copies[original] = copy;
}
