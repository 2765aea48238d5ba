namespace OrleansOps.HostAgent;

/// <summary>The agent cannot start. The message says what to do about it, and is all that its user sees.</summary>
internal class AgentStartException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>How the program ends: 1, or 2 where it is of no use to start it again as it is.</summary>
    public virtual int ExitCode => 1;

    /// <summary>What is said, each on a line of its own.</summary>
    public virtual IReadOnlyList<string> Sentences => [Message];
}
