using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>What happens to the hosts of a shard: pure functions from how they stand to how they stand then.</summary>
internal static class ShardHosts
{
    public static ShardState First(IEnumerable<JobTarget> hosts, int first) => new()
    {
        Round = 1,
        First = first,
        Hosts = [.. hosts.Select(host => new ShardHost { AgentId = host.AgentId, Name = host.Name, Round = 1 })],
    };

    /// <param name="order">What it was told last in this round.</param>
    public static ShardReport Report(this ShardState shard, ShardOrder? order) => new()
    {
        Round = shard.Round,
        InRound = JobCounts.Of(shard.Hosts.Where(host => host.Round == shard.Round).Select(host => host.State)),
        Others = JobCounts.Of(shard.Hosts.Where(host => host.Round != shard.Round).Select(host => host.State)),
        Allowed = order?.Allowed ?? 0,
        IsStopping = order?.StoppedBy is not null,
        Version = shard.Version,
    };

    /// <summary>Gives their turn to those hosts of the round that are among the first so many of it. Null: all of them had it.</summary>
    public static ShardState? Turn(this ShardState shard, int allowed)
    {
        var place = 0;
        var turned = false;
        var hosts = shard.Hosts.Select(host =>
        {
            if (host.Round != shard.Round || place++ >= allowed || host.Turned)
            {
                return host;
            }

            turned = true;
            return host with { Turned = true, Tries = host.Tries + 1, Submitted = false };
        }).ToList();
        return turned ? shard with { Hosts = hosts } : null;
    }

    /// <summary>
    /// Takes hosts into the next round, where all of them wait for their turn. A host that is not in it keeps how it stands.
    /// </summary>
    public static ShardState Enter(this ShardState shard, int round, JobRetry which) => shard with
    {
        Round = round,
        Hosts = [.. shard.Hosts.Select(host => which == JobRetry.All || host.State != JobHostState.Succeeded
            ? host with { Round = round, Turned = false, Submitted = false, Phase = TaskPhase.None, ExitCode = null, EndedAt = null, Reason = null }
            : host)],
    };

    public static ShardState With(this ShardState shard, int index, Func<ShardHost, ShardHost> change)
    {
        var hosts = shard.Hosts.ToArray();
        hosts[index] = change(hosts[index]);
        return shard with { Hosts = hosts };
    }

    public static JobHostView View(this ShardState shard, string jobId, int index)
    {
        var host = shard.Hosts[index];
        return new JobHostView
        {
            Number = shard.First + index,
            Target = new JobTarget(host.AgentId, host.Name),
            State = host.State,
            TaskId = host.Turned ? JobShards.TaskId(jobId, shard.First + index, host.Tries) : null,
            Phase = host.Phase,
            ExitCode = host.ExitCode,
            EndedAt = host.EndedAt,
            Tries = host.Tries,
            Reason = host.Reason,
        };
    }
}
