namespace OrleansOps.Jobs;

/// <summary>What a job knows of its shards, and what it has told them.</summary>
internal sealed class ShardsOfJob(GrainScope grain, StoredJob job)
{
    private ShardReport?[] _reports = [];

    /// <summary>Hosts of the round that the job is in; all of its shards must have been asked.</summary>
    public JobCounts InRound => Sum(report => report.InRound);

    /// <summary>No shard may give a turn any more.</summary>
    public bool AreHeld => _reports.All(report => report is { Allowed: 0 });

    /// <summary>All hosts; by what was stored last, where a shard was not heard yet: an activation that only reads a job hears none.</summary>
    public JobCounts All => _reports.Length == 0 || _reports.Contains(null) ? job.Now.Counts : Sum(report => report.Counts);

    /// <summary>Takes a report, unless a newer one is there. True: it was news.</summary>
    public bool Hear(int shard, ShardReport report)
    {
        Reach();
        if (shard >= _reports.Length || _reports[shard] is { } known && known.Version >= report.Version)
        {
            return false;
        }

        _reports[shard] = report;
        return true;
    }

    /// <summary>Asks those shards that were never heard, and, if wanted, those where something may have happened: what they said may be lost.</summary>
    public async Task Ask(bool alsoBusy)
    {
        Reach();
        var asked = Enumerable.Range(0, _reports.Length)
            .Where(shard => _reports[shard] is not { } known || (alsoBusy && (known.InRound.Open > 0 || (known.Allowed > 0 && known.InRound.Waiting > 0))))
            .ToList();
        var answers = await Task.WhenAll(asked.Select(shard => Shard(shard).Report()));
        foreach (var (shard, answer) in asked.Zip(answers))
        {
            _reports[shard] = Stored(shard, answer);
        }
    }

    /// <summary>Tells those shards that were told otherwise, or nothing, what they may do. True: there were any, and all of them took it.</summary>
    public async Task<bool> Proceed()
    {
        var stoppedBy = job.Now.Phase == JobPhase.Stopping ? job.Now.StoppedBy : null;
        var orders = JobTransitions.Shares(job.Now, JobTransitions.Allowed(job.Now, InRound))
            .Select((share, shard) => (Shard: shard, Order: new ShardOrder(job.Now.Round, share, stoppedBy)))
            .Where(told => _reports[told.Shard] is var known && (known!.Allowed != told.Order.Allowed || known.IsStopping != stoppedBy is not null))
            .ToList();
        await Task.WhenAll(orders.Select(async told => _reports[told.Shard] = Stored(told.Shard, await Shard(told.Shard).Proceed(told.Order))));
        return orders.Count > 0 && orders.TrueForAll(told => _reports[told.Shard]!.Round == job.Now.Round);
    }

    /// <summary>Takes all shards into a round; how many hosts of each are in it.</summary>
    public async Task<IReadOnlyList<int>> Enter(int round, JobRetry which)
    {
        Reach();
        var entered = await Task.WhenAll(_reports.Select((_, shard) => Shard(shard).Enter(round, which)));
        _reports = [.. entered.Select((report, shard) => Stored(shard, report))];
        return [.. _reports.Select(report => report!.InRound.All)];
    }

    public async Task<IReadOnlyList<JobHostView>> Hosts(JobHostQuery query)
    {
        var found = new List<JobHostView>();
        for (var shard = query.After / JobShards.Size; shard < JobShards.Count(job.Now.Hosts) && found.Count < query.Limit; shard++)
        {
            found.AddRange(await Shard(shard).Hosts(query with { Limit = query.Limit - found.Count }));
        }

        return found;
    }

    public async Task<OutputsOfJob> Outputs()
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, JobShards.Count(job.Now.Hosts)).Select(shard => Shard(shard).Outputs()));
        return parts.Aggregate(OutputsOfJob.None, (outputs, part) => outputs.And(part));
    }

    private IJobShardGrain Shard(int shard) => grain.Grain<IJobShardGrain>(JobShards.Key(grain.Key, shard));

    private ShardReport Stored(int shard, ShardReport? report)
    {
        var stored = report ?? throw new InvalidOperationException($"Shard {shard} of job '{grain.Key}' is not stored.");
        if (stored.Round < job.Now.Round)
        {
            grain.Leave();   // a shard enters a round before its job does: the store has lost what this activation remembers
        }

        return stored;
    }

    private JobCounts Sum(Func<ShardReport, JobCounts> counts) => _reports.Aggregate(JobCounts.None, (sum, report) => sum + counts(report!));

    /// <summary>How many there are is known once the job is.</summary>
    private void Reach()
    {
        if (_reports.Length == 0)
        {
            _reports = new ShardReport?[JobShards.Count(job.Now.Hosts)];
        }
    }
}
