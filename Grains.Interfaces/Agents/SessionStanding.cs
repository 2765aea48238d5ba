namespace OrleansOps.Agents;

/// <summary>How a session stands with the agent's grain, which may be another activation than the one that opened it.</summary>
[GenerateSerializer, Alias("ops.SessionStanding")]
public enum SessionStanding
{
    /// <summary>The grain has it, as it was opened.</summary>
    Open = 0,

    /// <summary>The grain had lost it together with its silo, and goes on with it.</summary>
    TakenUp = 1,

    /// <summary>The grain has ended it: the agent was silent, or did not take what it was told. It must connect again.</summary>
    Ended = 2,

    /// <summary>A newer one was opened.</summary>
    Superseded = 3,

    /// <summary>The agent is not enrolled any more.</summary>
    Removed = 4,
}
