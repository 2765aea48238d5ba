using Orleans.Concurrency;

namespace OrleansOps.Access;

/// <summary>One token. Key: its public id.</summary>
[Alias("ops.ITokenGrain")]
public interface ITokenGrain : IGrainWithStringKey
{
    /// <summary>Stores a new token. Creating it again with the same hash changes nothing; with another it is refused with false.</summary>
    [Alias("Create")]
    Task<bool> Create(TokenSpec spec);

    /// <summary>Compares the SHA-256 of a presented secret in constant time.</summary>
    [AlwaysInterleave, Alias("Check")]
    Task<TokenCheck> Check(byte[] secretHash);

    /// <summary>
    /// Uses a join token once for this request id and names the agent that came of it. Asking again with the same request id gives the same
    /// agent id, and takes no further use.
    /// </summary>
    [Alias("Enrol")]
    Task<EnrolGrant> Enrol(byte[] secretHash, string requestId, string newAgentId);

    [Alias("Revoke")]
    Task<bool> Revoke();
}
