namespace OrleansOps.Tests.Support;

/// <summary>Looks at Redis and at the hosts after a run, from outside of the product, and judges it.</summary>
public static class RunChecker
{
    /// <summary>A task that took longer than this from its submission to its verdict counts as forgotten, unless a run says otherwise.</summary>
    public static readonly TimeSpan MostNonTerminal = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Gives a run time to settle: judges it again and again until every promise is kept, or it never will be.</summary>
    /// <param name="redisPort">Of the product's store, on this machine.</param>
    /// <param name="submitted">What was submitted.</param>
    /// <param name="starts">The files in which the scripts noted their starts.</param>
    /// <param name="agents">The agents' data directories.</param>
    /// <param name="within">How long it may take.</param>
    public static async Task<RunVerdict> Settle(
        int redisPort, IReadOnlyCollection<SubmittedTask> submitted, IReadOnlyCollection<string> starts, IReadOnlyCollection<string> agents, TimeSpan within)
    {
        var from = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using var redis = await RespConnection.Open(redisPort);
            var verdict = await Check(redis, submitted, starts, agents);
            if (verdict.IsKept || TimeProvider.System.GetElapsedTime(from) > within)
            {
                return verdict;
            }

            await Task.Delay(Pace, TimeProvider.System);
        }
    }

    /// <summary>Judges a run that had time to settle: its agents are online and no task is under way any more.</summary>
    /// <param name="redis">A connection to the product's store.</param>
    /// <param name="submitted">What was submitted.</param>
    /// <param name="starts">The files in which the scripts noted their starts.</param>
    /// <param name="agents">The agents' data directories.</param>
    /// <param name="mostNonTerminal">The most from a submission to its verdict; null for <see cref="MostNonTerminal"/>.</param>
    /// <param name="seen">Finished tasks as they were seen before; those that the store still knows are looked at again.</param>
    /// <param name="retention">How long after its end the store may forget a task. Null: it may forget none of these.</param>
    public static async Task<RunVerdict> Check(
        RespConnection redis,
        IReadOnlyCollection<SubmittedTask> submitted,
        IEnumerable<string> starts,
        IEnumerable<string> agents,
        TimeSpan? mostNonTerminal = null,
        IReadOnlyDictionary<string, TaskEvidence>? seen = null,
        TimeSpan? retention = null)
    {
        var evidence = await Gather(redis, submitted, starts, agents);
        if (seen is not null && retention is { } kept)
        {
            evidence = evidence with { Tasks = await WithRetired(redis, evidence.Tasks, seen, kept) };
        }

        return RunJudge.Judge(evidence, mostNonTerminal ?? MostNonTerminal);
    }

    private static async Task<RunEvidence> Gather(
        RespConnection redis,
        IReadOnlyCollection<SubmittedTask> submitted,
        IEnumerable<string> starts,
        IEnumerable<string> agents)
    {
        var store = new StoreReader(redis);
        var tasks = await store.Tasks(submitted.Select(task => task.Id));
        var journals = new List<JournalEvidence>();
        foreach (var agent in agents)
        {
            journals.Add(await JournalEvidence.Read(agent));
        }

        return new RunEvidence
        {
            Submitted = submitted,
            Tasks = tasks,
            Starts = await StartRecords.Read(starts),
            ResultEvents = await store.ResultEvents(),
            ResultEventsAreWhole = !await store.ResultEventsWereTrimmed(),
            Open = await store.Open(),
            WithDueTime = await store.WithDueTime(),
            Journals = journals,
            At = TimeProvider.System.GetUtcNow(),
        };
    }

    /// <summary>
    /// The store forgets also while it is looked at: what is gone when everything else was read may have been half there before. It is judged
    /// as it was when it was whole.
    /// </summary>
    private static async Task<IReadOnlyDictionary<string, TaskEvidence>> WithRetired(
        RespConnection redis, IReadOnlyDictionary<string, TaskEvidence> tasks, IReadOnlyDictionary<string, TaskEvidence> seen, TimeSpan retention)
    {
        var now = TimeProvider.System.GetUtcNow();
        var due = seen.Where(task => task.Value.EndedAt + retention < now).ToDictionary(StringComparer.Ordinal);
        var known = await new StoreReader(redis).Known(due.Keys);
        var all = tasks.ToDictionary(StringComparer.Ordinal);
        foreach (var (id, task) in due.Where(task => !known.Contains(task.Key)))
        {
            all[id] = task with { IsRetired = true };
        }

        return all;
    }
}
