namespace OrleansOps.Access;

/// <summary>A list of tokens: the operators', of which there are few, or a share of those that agents had who were removed.</summary>
internal sealed class TokenIndexGrain([PersistentState("tokens", Names.Storage)] IPersistentState<TokenIndexState> storage) : Grain, ITokenIndexGrain
{
    public Task Add(string tokenId) =>
        storage.State.Ids.Contains(tokenId) ? Task.CompletedTask : Store(storage.State.Ids.Append(tokenId));

    public async Task<IReadOnlyList<TokenView>> List()
    {
        var tokens = await Task.WhenAll(storage.State.Ids.Select(id => GrainFactory.GetGrain<ITokenGrain>(id).Describe()));
        return tokens.OfType<TokenView>().ToList();
    }

    public Task<IReadOnlyList<string>> Ids() => Task.FromResult(storage.State.Ids);

    public Task Remove(IReadOnlyList<string> tokenIds) => Store(storage.State.Ids.Except(tokenIds, StringComparer.Ordinal));

    private async Task Store(IEnumerable<string> ids)
    {
        var before = storage.State;
        storage.State = new TokenIndexState { Ids = ids.ToList() };
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            DeactivateOnIdle();   // whether it was stored is not known: the next activation reads what is true
            throw;
        }
    }
}
