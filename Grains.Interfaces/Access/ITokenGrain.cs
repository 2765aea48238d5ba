using Orleans.Concurrency;

namespace OrleansOps.Access;

/// <summary>One token. Key: its public id.</summary>
[Alias("ops.ITokenGrain")]
public interface ITokenGrain : IGrainWithStringKey
{
    /// <summary>Stores a new token. Creating it again with the same hash changes nothing; with another it is refused with false.</summary>
    [Alias("Create")]
    Task<bool> Create(TokenSpec spec);

    /// <summary>
    /// Stores the token in place of the one before it under this id, whose secret opens nothing from then on. Refused with false if the
    /// token is revoked. An agent's token has the agent's id, and is replaced when the agent enrols again with the same request id.
    /// </summary>
    [Alias("Replace")]
    Task<bool> Replace(TokenSpec spec);

    /// <summary>The token without its secret, or null if there is none.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<TokenView?> Describe();

    /// <summary>Compares the SHA-256 of a presented secret in constant time.</summary>
    [AlwaysInterleave, Alias("Check")]
    Task<TokenCheck> Check(byte[] secretHash);

    /// <summary>The same for a holder that does not show its secret: uncovers it, compares, and proves in return that the token is known here.</summary>
    [AlwaysInterleave, Alias("Prove")]
    Task<TokenCheck> Prove(TokenProof proof);

    /// <summary>
    /// Uses a join token once for this request id and names the agent that came of it. Asking again with the same request id gives the same
    /// agent id, and takes no further use.
    /// </summary>
    [Alias("Enrol")]
    Task<EnrolGrant> Enrol(byte[] secretHash, string requestId, string newAgentId);

    /// <summary>It opened a door now. Written down once an hour at most: a door may be opened a thousand times in a second.</summary>
    [Alias("Used")]
    Task Used();

    [Alias("Revoke")]
    Task<bool> Revoke();

    /// <summary>Forgets the token, and the agent that it was of, if it has been over for long enough. True: nothing is left of it.</summary>
    [Alias("Forget")]
    Task<bool> Forget();
}
