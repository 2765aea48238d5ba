using System.Globalization;

namespace OrleansOps.Jobs;

/// <summary>
/// Batches by an expression such as <c>1,10%,+5</c>, as bk-job writes rolling execution: the last size is repeated until all hosts had their turn.
/// </summary>
public static class JobBatches
{
    /// <summary>How many sizes an expression may have.</summary>
    public const int Most = 100;

    private const int MostValue = 1_000_000;

    /// <summary>The sizes, or what is wrong with the expression: a sentence that names the place.</summary>
    public static (IReadOnlyList<JobBatch> Batches, string? Wrong) Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > Most)
        {
            return ([], $"it has {parts.Length} sizes; the limit is {Most}");
        }

        var batches = new List<JobBatch>();
        foreach (var part in parts)
        {
            if (Of(part) is not { } batch)
            {
                return ([], $"size {batches.Count + 1}, '{Short(part)}', is none: write a number (5), a percentage (10%), more than the batch before (+5) or a multiple of it (*2)");
            }

            if (batches.Count == 0 && batch.Kind is JobBatchKind.More or JobBatchKind.Times)
            {
                return ([], $"it begins with '{part}', and there is no batch before");
            }

            batches.Add(batch);
        }

        return (batches, null);
    }

    /// <summary>For each batch, how many hosts have had their turn at its end; the last is all of them. At least one.</summary>
    public static IReadOnlyList<int> Ends(IReadOnlyList<JobBatch> batches, int hosts)
    {
        var (ends, end, size) = (new List<int>(), 0, 0);
        while (end < hosts)
        {
            size = batches.Count == 0 ? hosts : Size(batches[Math.Min(ends.Count, batches.Count - 1)], size, hosts);
            end = Math.Min(hosts, end + size);
            ends.Add(end);
        }

        return ends.Count == 0 ? [0] : ends;
    }

    private static int Size(JobBatch batch, int before, int hosts) => (int)Math.Min(hosts, batch.Kind switch
    {
        JobBatchKind.Percent => Math.Max(1, ((long)hosts * batch.Value + 99) / 100),
        JobBatchKind.More => (long)before + batch.Value,
        JobBatchKind.Times => (long)before * batch.Value,
        _ => batch.Value,
    });

    private static JobBatch? Of(string text) => text switch
    {
        ['+', .. var more] => Number(more, MostValue) is { } value ? new JobBatch(JobBatchKind.More, value) : null,
        ['*', .. var times] => Number(times, MostValue) is { } value ? new JobBatch(JobBatchKind.Times, value) : null,
        [.. var percent, '%'] => Number(percent, 100) is { } value ? new JobBatch(JobBatchKind.Percent, value) : null,
        _ => Number(text, MostValue) is { } value ? new JobBatch(JobBatchKind.Count, value) : null,
    };

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most ? value : null;

    private static string Short(string text) => text.Length <= 20 ? text : $"{text[..20]}...";
}
