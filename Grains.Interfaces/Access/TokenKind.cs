namespace OrleansOps.Access;

/// <summary>What a token opens. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.TokenKind")]
public enum TokenKind
{
    /// <summary>The operators' API.</summary>
    Admin = 0,

    /// <summary>The enrolment of agents, nothing else.</summary>
    Join = 1,

    /// <summary>One agent's socket, nothing else.</summary>
    Agent = 2,
}
