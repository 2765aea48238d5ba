namespace OrleansOps.Agents;

/// <summary>
/// What is kept of an agent. Its grain is reentrant, and two writes at once would contradict each other's version: each waits for the one before it.
/// </summary>
internal sealed class StoredAgent(IPersistentState<AgentState> storage)
{
    private Task _storing = Task.CompletedTask;

    public AgentState Now => storage.State;

    public bool IsEnrolled => Now.IsEnrolled;

    /// <summary>A write failed, and may have happened all the same. The session must outlive that, so the grain reads before it writes again.</summary>
    public bool InDoubt { get; set; }

    /// <summary>Returns when nothing is being written any more, whatever became of it.</summary>
    public Task Settled => AnywayAfter(_storing);

    public Task Store(Func<AgentState, AgentState> change) =>
        _storing = WriteAfter(_storing, () => change(storage.State), storage.WriteStateAsync);

    public Task Clear() => _storing = WriteAfter(_storing, () => new AgentState(), storage.ClearStateAsync);

    /// <summary>Stored with the next write; lists have it anyway.</summary>
    public void SeenLast(DateTimeOffset at) => storage.State = Now with { LastSeenAt = at };

    private async Task WriteAfter(Task before, Func<AgentState> next, Func<Task> write)
    {
        await AnywayAfter(before);
        if (InDoubt)
        {
            await storage.ReadStateAsync();
            InDoubt = false;
        }

        var stored = storage.State;
        storage.State = next();
        try
        {
            await write();
        }
        catch
        {
            storage.State = stored;
            InDoubt = true;
            throw;
        }
    }

    private static async Task AnywayAfter(Task storing) =>
        await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
