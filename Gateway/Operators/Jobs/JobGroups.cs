using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Jobs;

/// <summary>Puts the hosts of a job together with which it went alike, so that the few with which it went otherwise are seen among thousands.</summary>
internal sealed class JobGroups(IGrainFactory grains, HostOutputs outputs) : IDisposable
{
    /// <summary>Of so many hosts at most the output is compared.</summary>
    public const int MostCompared = 2_000;

    private const int PageSize = 500;
    private const int ReadAtOnce = 16;
    private const int Shown = 100;
    private const int ShownHosts = 20;

    /// <summary>Logs are read for two callers at a time: whoever asks for all output of a large job waits, and nobody else.</summary>
    private readonly SemaphoreSlim _turns = new(2);

    /// <summary>Its hosts, or those in one state; null if there is no such job.</summary>
    public async Task<IReadOnlyList<JobHostView>?> Hosts(string jobId, JobHostState? state, CancellationToken cancel)
    {
        var (all, after) = (new List<JobHostView>(), 0);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (await grains.GetGrain<IJobGrain>(jobId).Hosts(new JobHostQuery { State = state, After = after, Limit = PageSize }) is not { } page)
            {
                return null;
            }

            all.AddRange(page);
            if (page.Count < PageSize)
            {
                return all;
            }

            after = page[^1].Number;
        }
    }

    public async Task<Api.JobGroupList> Group(IReadOnlyList<JobHostView> hosts, JobGroupBy by, CancellationToken cancel)
    {
        var read = new HostOutput?[hosts.Count];
        if (by != JobGroupBy.Outcome)
        {
            await _turns.WaitAsync(cancel);
            try
            {
                await Parallel.ForAsync(0, hosts.Count, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancel }, async (index, stop) =>
                    read[index] = hosts[index] is { TaskId: { } task, Phase: not TaskPhase.None } ? await outputs.Read(task, by, stop) : null);
            }
            finally
            {
                _turns.Release();
            }
        }

        return Of([.. hosts.Zip(read)]);
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>The largest first, and of those of one size that with the earliest turn.</summary>
    public static Api.JobGroupList Of(IReadOnlyList<(JobHostView Host, HostOutput? Output)> hosts)
    {
        var groups = hosts
            .GroupBy(one => (one.Host.State, one.Host.Phase, one.Host.ExitCode, one.Output?.LastLine, one.Output?.Sha256))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.First().Host.Number)
            .ToList();
        return new Api.JobGroupList { Items = [.. groups.Take(Shown).Select(group => ToRest([.. group]))], Groups = groups.Count, Hosts = hosts.Count, Incomplete = hosts.Count(one => one.Output is { IsWhole: false }) };
    }

    private static Api.JobGroup ToRest(IReadOnlyList<(JobHostView Host, HostOutput? Output)> group)
    {
        var (host, output) = group[0];
        var isWhole = output?.Sha256 is not null;
        return new Api.JobGroup
        {
            Hosts = group.Count,
            State = host.State,
            Phase = host.Phase == TaskPhase.None ? null : host.Phase,
            ExitCode = host.ExitCode,
            LastLine = output?.LastLine,
            OutputSha256 = output?.Sha256,
            OutputBytes = isWhole ? output!.Bytes : null,
            Output = output?.Text,
            OutputCut = isWhole ? output!.IsCut : null,
            Some = [.. group.Take(ShownHosts).Select(one => new Api.JobGroupHost(one.Host.Number, new Api.AgentName(one.Host.Target.AgentId, one.Host.Target.Name), one.Host.TaskId))],
        };
    }
}
