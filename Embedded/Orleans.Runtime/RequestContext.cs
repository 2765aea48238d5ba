namespace Orleans.Runtime;

/// <summary>Values that flow with the calls that are made from here on, and with theirs.</summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#CCR";
    private static readonly AsyncLocal<Dictionary<string, object>?> Flowing = new();

    /// <summary>Names the call chain that may enter the same grain again; empty where that is not allowed.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(ReentrancyKey);
            }
            else
            {
                Set(ReentrancyKey, value);
            }
        }
    }

    /// <summary>The names of all values.</summary>
    public static IEnumerable<string> Keys => Flowing.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>All values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Flowing.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    // Never changed once it is there, so calls share it without a copy.
    internal static Dictionary<string, object>? Snapshot
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>A value, or null.</summary>
    public static object? Get(string key) => Flowing.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value.</summary>
    public static void Set(string key, object value)
    {
        var values = Flowing.Value is { } current ? new Dictionary<string, object>(current, StringComparer.Ordinal) : new(1, StringComparer.Ordinal);
        values[key] = value;
        Flowing.Value = values;
    }

    /// <summary>Removes a value; false where there is none.</summary>
    public static bool Remove(string key)
    {
        if (Flowing.Value is not { } current || !current.ContainsKey(key))
        {
            return false;
        }

        var values = new Dictionary<string, object>(current, StringComparer.Ordinal);
        values.Remove(key);
        Flowing.Value = values.Count == 0 ? null : values;
        return true;
    }

    /// <summary>Removes every value.</summary>
    public static void Clear() => Flowing.Value = null;

    /// <summary>Until it is disposed, calls from here may come back to this grain while it waits for them.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var current = ReentrancyId;
        return new(current, current == Guid.Empty ? Guid.NewGuid() : current);
    }

    /// <summary>Until it is disposed, calls from here may not come back to this grain.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>Where call chain reentrancy is allowed or not.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        /// <summary>Enters the section.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            (_original, _current) = (originalReentrancyId, newReentrancyId);
            ReentrancyId = _current;
            OrleansOps.Embedded.Activation.Current?.EnterReentrantSection(_current);
        }

        /// <summary>Leaves the section.</summary>
        public void Dispose()
        {
            OrleansOps.Embedded.Activation.Current?.LeaveReentrantSection(_current);
            ReentrancyId = _original;
        }
    }
}
