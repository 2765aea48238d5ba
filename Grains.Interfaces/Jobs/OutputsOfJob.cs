using System.Text;

namespace OrleansOps.Jobs;

/// <summary>
/// What the hosts of a job have set as outputs, put together: for each name the one value that all that set it agree on, or two that differ. It is put together
/// from parts, in any grouping, and is never larger than what one task may set.
/// </summary>
[GenerateSerializer, Immutable, Alias("ops.JobOutputs")]
public sealed record OutputsOfJob
{
    public static readonly OutputsOfJob None = new();

    /// <summary>How many names are kept.</summary>
    public const int MostNames = 100;

    /// <summary>Bytes of names and values that are kept.</summary>
    public const int MostBytes = 64 * 1024;

    private const int ShownLength = 200;

    /// <summary>In the order of their names.</summary>
    [Id(0)] public IReadOnlyList<JobOutput> Items { get; init; } = [];

    /// <summary>There was no room from this name on: what was set under it and those after it is not known. Null: there was.</summary>
    [Id(1)] public string? CutAt { get; init; }

    public bool IsEmpty => Items.Count == 0 && CutAt is null;

    /// <summary>What one host has set.</summary>
    public static OutputsOfJob Of(string host, IReadOnlyDictionary<string, string> outputs) => new OutputsOfJob
    {
        Items = [.. outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => new JobOutput { Name = output.Key, Value = output.Value, Host = host })],
    }.Within(MostBytes);

    /// <summary>These and those of hosts that come later.</summary>
    public OutputsOfJob And(OutputsOfJob later)
    {
        var items = new SortedDictionary<string, JobOutput>(StringComparer.Ordinal);
        foreach (var item in Items.Concat(later.Items))
        {
            items[item.Name] = items.TryGetValue(item.Name, out var before) ? Both(before, item) : item;
        }

        return new OutputsOfJob { Items = [.. items.Values], CutAt = First(CutAt, later.CutAt) }.Within(MostBytes);
    }

    /// <summary>The first of them, as far as there is room. What one part has no room for is not known of the whole, though other parts have it.</summary>
    public OutputsOfJob Within(int bytes)
    {
        var kept = new List<JobOutput>();
        foreach (var item in Items)
        {
            bytes -= SizeOf(item);
            if (string.CompareOrdinal(item.Name, CutAt) >= 0 && CutAt is not null)
            {
                break;
            }

            if (bytes < 0 || kept.Count == MostNames)
            {
                return new OutputsOfJob { Items = kept, CutAt = item.Name };
            }

            kept.Add(item);
        }

        return kept.Count == Items.Count ? this : this with { Items = kept };
    }

    public int Size => Items.Sum(SizeOf);

    public JobOutput? Find(string name) => Items.FirstOrDefault(item => string.Equals(item.Name, name, StringComparison.Ordinal));

    /// <summary>Whether what was set under a name may be missing here.</summary>
    public bool MayLack(string name) => CutAt is not null && string.CompareOrdinal(name, CutAt) >= 0;

    private static JobOutput Both(JobOutput one, JobOutput later)
    {
        if (one.Differs || (!later.Differs && string.Equals(one.Value, later.Value, StringComparison.Ordinal)))
        {
            return one;
        }

        // Of two that differ among themselves, one differs from the value that is here.
        var isFirst = !later.Differs || !string.Equals(Shown(one.Value), Shown(later.Value), StringComparison.Ordinal);
        return one with
        {
            Value = Shown(one.Value),
            OtherValue = Shown(isFirst ? later.Value : later.OtherValue!),
            OtherHost = isFirst ? later.Host : later.OtherHost,
        };
    }

    private static string Shown(string value) => value.Length <= ShownLength ? value : $"{value[..(char.IsHighSurrogate(value[ShownLength - 2]) ? ShownLength - 2 : ShownLength - 1)]}…";

    private static int SizeOf(JobOutput item) => item.Name.Length + Encoding.UTF8.GetByteCount(item.Value) + Encoding.UTF8.GetByteCount(item.OtherValue ?? "");

    private static string? First(string? one, string? other) => one is null || (other is not null && string.CompareOrdinal(other, one) < 0) ? other : one;
}
