using System.Globalization;

namespace OrleansOps.Jobs;

/// <summary>How the hosts of a job are divided, and what their tasks are called. Stored data depends on it: it never changes.</summary>
public static class JobShards
{
    /// <summary>Hosts of a shard, but for the last.</summary>
    public const int Size = 200;

    /// <summary>Longest id of a job: the ids of its tasks are made of it.</summary>
    public const int IdLength = 48;

    /// <summary>No id of a job has this, so a task of one is not taken for that of another.</summary>
    public const string Separator = "--";

    public static int Count(int hosts) => (hosts + Size - 1) / Size;

    /// <summary>The key of a shard's grain.</summary>
    public static string Key(string jobId, int shard) => string.Create(CultureInfo.InvariantCulture, $"{jobId}/{shard}");

    public static (string JobId, int Shard) Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return (key[..slash], int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>The number of the host that a task of this job is for; 0: it is none.</summary>
    public static int NumberOf(string jobId, string taskId)
    {
        if (!taskId.StartsWith(jobId, StringComparison.Ordinal) || !taskId.AsSpan(jobId.Length).StartsWith(Separator, StringComparison.Ordinal))
        {
            return 0;
        }

        var rest = taskId.AsSpan(jobId.Length + Separator.Length);
        var end = rest.IndexOf('-');
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <param name="number">The host's number, from 1.</param>
    /// <param name="tried">From 1.</param>
    public static string TaskId(string jobId, int number, int tried) => tried == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{jobId}{Separator}{number}")
        : string.Create(CultureInfo.InvariantCulture, $"{jobId}{Separator}{number}-{tried}");
}
