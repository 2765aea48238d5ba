namespace OrleansOps.Agents;

/// <summary>The message was not written to the agent's socket, and will not be.</summary>
[GenerateSerializer, Alias("ops.AgentUnreachableException")]
public sealed class AgentUnreachableException : Exception
{
    public AgentUnreachableException()
    {
    }

    public AgentUnreachableException(string message)
        : base(message)
    {
    }

    public AgentUnreachableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
