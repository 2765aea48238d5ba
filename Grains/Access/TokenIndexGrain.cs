namespace OrleansOps.Access;

/// <summary>The list of the operators' tokens. There are few of them: one grain holds it.</summary>
internal sealed class TokenIndexGrain([PersistentState("tokens", Names.Storage)] IPersistentState<TokenIndexState> storage) : Grain, ITokenIndexGrain
{
    public async Task Add(string tokenId)
    {
        var before = storage.State;
        if (before.Ids.Contains(tokenId))
        {
            return;
        }

        storage.State = new TokenIndexState { Ids = before.Ids.Append(tokenId).ToList() };
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

    public async Task<IReadOnlyList<TokenView>> List()
    {
        var tokens = await Task.WhenAll(storage.State.Ids.Select(id => GrainFactory.GetGrain<ITokenGrain>(id).Describe()));
        return tokens.OfType<TokenView>().ToList();
    }
}
