using Orleans.Concurrency;

namespace OrleansOps.Secrets;

/// <summary>Reads the list of stored secrets. Key: 0; a stateless worker.</summary>
[Alias("ops.ISecretIndexGrain")]
public interface ISecretIndexGrain : IGrainWithIntegerKey
{
    /// <param name="after">The name after which the page begins; null: from the first.</param>
    /// <param name="limit">1 to 500.</param>
    [ReadOnly, Alias("List")]
    Task<SecretPage> List(string? after, int limit);
}
