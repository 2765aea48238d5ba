using System.Globalization;
using System.Text;

namespace OrleansOps.Tests.Support;

/// <summary>An answer of Redis: bytes, a list, or nothing. Numbers and states are kept as the text that stood on the wire.</summary>
/// <param name="Bytes">Null where the answer is a list or nothing.</param>
/// <param name="Items">Null where the answer is no list.</param>
public sealed record RespValue(byte[]? Bytes, IReadOnlyList<RespValue>? Items)
{
    public static readonly RespValue Nothing = new(null, null);

    public bool IsNothing => Bytes is null && Items is null;

    public string Text => Encoding.UTF8.GetString(Bytes ?? []);

    public long Number => long.Parse(Text, CultureInfo.InvariantCulture);

    /// <summary>The answer's parts; none if it is no list.</summary>
    public IReadOnlyList<RespValue> Parts => Items ?? [];

    /// <summary>A list of names and values, as Redis gives hashes and the fields of a stream's entry.</summary>
    public Dictionary<string, RespValue> Fields()
    {
        var fields = new Dictionary<string, RespValue>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < Parts.Count; i += 2)
        {
            fields[Parts[i].Text] = Parts[i + 1];
        }

        return fields;
    }
}
