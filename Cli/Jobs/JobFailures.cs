using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Reads which hosts of a job did not succeed, and what they said last.</summary>
internal sealed class JobFailures(ControlPlane server, string jobId, TimeProvider time)
{
    /// <summary>So many are shown: whoever has more of them looks at the list.</summary>
    public const int Most = 20;

    /// <summary>The last line may be empty.</summary>
    private const int LinesRead = 5;

    /// <summary>For how long a reading waits for logs that it sees for the first time: what a host said last is on its way then. A host that is gone holds nothing up again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _lines = new(StringComparer.Ordinal);
    private IReadOnlyList<JobFailure> _found = [];
    private (int Failed, int Undelivered) _read;
    private bool _areComplete = true;

    /// <summary>Those that ended last, the newest first. Asks only when there are others, or a log was not complete.</summary>
    public async Task<IReadOnlyList<JobFailure>> Read(JobView job, CancellationToken cancel)
    {
        var now = (job.Counts.Failed, job.Counts.Undelivered);
        if (now == _read && _areComplete)
        {
            return _found;
        }

        var hosts = (await Hosts(HostStates.Failed, job.Counts.Failed, cancel)).Concat(await Hosts(HostStates.Undelivered, job.Counts.Undelivered, cancel))
            .OrderByDescending(host => host.EndedAt).Take(Most).ToList();
        _areComplete = true;
        var started = time.GetTimestamp();
        var found = new List<JobFailure>();
        foreach (var host in hosts)
        {
            found.Add(new JobFailure(host, host.Reason ?? (host.TaskId is { } task ? await LastLine(task, started, cancel) : null)));
        }

        (_found, _read) = (found, now);
        return found;
    }

    /// <summary>Of very many only the first page: nobody reads them one by one.</summary>
    private async Task<IEnumerable<JobHost>> Hosts(string state, int count, CancellationToken cancel) => count == 0
        ? []
        : (await server.ListJobHosts(jobId, new Query().Add("state", state).Add("limit", Show.Number(Pages.LargestPage)), cancel)).Value.Items
            .Select(host => host.Deserialize(CliJson.Default.JobHost)).OfType<JobHost>();

    private async Task<string?> LastLine(string taskId, long started, CancellationToken cancel)
    {
        if (_lines.TryGetValue(taskId, out var known))
        {
            return known;
        }

        try
        {
            var page = await server.ReadTail(taskId, LinesRead, cancel);
            var isNew = _seen.Add(taskId);
            while (isNew && !page.Complete && time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, time, cancel);
                page = await server.ReadTail(taskId, LinesRead, cancel);
            }

            var line = page.Records.Select(record => record.Text.Trim()).LastOrDefault(text => text.Length > 0)
                ?? (await server.ReadTask(taskId, cancel)).Value.Reason;
            if (page.Complete)
            {
                _lines[taskId] = line;
            }

            _areComplete &= page.Complete;
            return line;
        }
        catch (CliException gone) when (gone.Problem?.Code == KnownProblems.UnknownTask)
        {
            return _lines[taskId] = null;   // its time was over, or somebody deleted it
        }
    }
}
