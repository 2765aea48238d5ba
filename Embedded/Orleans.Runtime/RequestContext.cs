namespace Orleans.Runtime;

/// <summary>Values that flow with the calls that are made from here on, and with theirs.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Flowing = new();

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
}
