namespace OrleansOps.Access;

/// <summary>The operators' tokens, for their list. Key: 0.</summary>
[Alias("ops.ITokenIndexGrain")]
public interface ITokenIndexGrain : IGrainWithIntegerKey
{
    [Alias("Add")]
    Task Add(string tokenId);

    [Alias("List")]
    Task<IReadOnlyList<TokenView>> List();
}
