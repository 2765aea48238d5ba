namespace OrleansOps.Access;

/// <summary>A list of tokens. Key: 0 for the operators', from 1 on those of agents that were removed.</summary>
[Alias("ops.ITokenIndexGrain")]
public interface ITokenIndexGrain : IGrainWithIntegerKey
{
    [Alias("Add")]
    Task Add(string tokenId);

    [Alias("List")]
    Task<IReadOnlyList<TokenView>> List();

    /// <summary>The tokens' ids, oldest first.</summary>
    [Alias("Ids")]
    Task<IReadOnlyList<string>> Ids();

    /// <summary>Takes tokens off the list of which nothing is left.</summary>
    [Alias("Remove")]
    Task Remove(IReadOnlyList<string> tokenIds);
}
