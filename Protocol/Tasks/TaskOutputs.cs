using System.Buffers;
using System.Text;

namespace OrleansOps.Protocol;

/// <summary>What a task may set as its outputs: both ends hold it.</summary>
public static class TaskOutputs
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>1 to <see cref="Limits.IdLength"/> letters, digits, '_' or '-'.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= Limits.IdLength } && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Bytes of names and values together, as UTF-8: at most <see cref="Limits.OutputBytes"/>.</summary>
    public static int SizeOf(IReadOnlyDictionary<string, string> outputs) => outputs.Sum(output => SizeOf(output.Key, output.Value));

    /// <summary>Bytes of one of them.</summary>
    public static int SizeOf(string name, string value) => name.Length + Encoding.UTF8.GetByteCount(value);
}
