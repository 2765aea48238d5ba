namespace OrleansOps.Cli;

/// <summary>A lock that a task has.</summary>
/// <param name="Id">Its name, and '@' and the host's id for one of a host.</param>
/// <param name="Agent">The host whose lock it is; null: the whole fleet's.</param>
/// <param name="Waiting">How many tasks wait for it.</param>
/// <param name="Line">The next one first; null in lists.</param>
internal sealed record LockView(string Id, string Lock, LockHolder Holder, int Waiting, AgentRef? Agent = null, IReadOnlyList<LockWaiter>? Line = null)
{
    /// <summary>As somebody types it.</summary>
    public string Called => Agent is null ? Id : $"{Id.Split('@')[0]}@{Agent.Shown}";
}
