using OrleansOps.Secrets;

namespace OrleansOps.Operators.Secrets;

/// <summary>Seals with the first key what is sealed with an older one, so that the older one can go. May be cut short and done again.</summary>
internal sealed class SecretResealing(IGrainFactory grains, SecretSeal seal)
{
    private const int PageSize = 500;

    public async Task<Api.ResealView> All(CancellationToken cancel)
    {
        var (resealed, kept, unreadable) = (0, 0, new List<string>());
        string? after = null;
        do
        {
            var page = await grains.GetGrain<ISecretIndexGrain>(0).List(after, PageSize);
            foreach (var secret in page.Items)
            {
                cancel.ThrowIfCancellationRequested();
                switch (await One(secret.Name))
                {
                    case true:
                        resealed++;
                        break;
                    case false:
                        kept++;
                        break;
                    case null:
                        unreadable.Add(secret.Name);
                        break;
                }
            }

            after = page.NextCursor;
        }
        while (after is not null);

        return new Api.ResealView { Resealed = resealed, Kept = kept, Unreadable = unreadable };
    }

    /// <summary>Null: none of the keys opens it.</summary>
    private async Task<bool?> One(string name)
    {
        var grain = grains.GetGrain<ISecretGrain>(name);
        if (await grain.Read() is not { } sealedValue || string.Equals(sealedValue.Key, seal.Key, StringComparison.Ordinal))
        {
            return false;
        }

        return seal.Open(name, sealedValue.Value) is { } value
            ? await grain.Reseal(sealedValue with { Value = seal.Seal(name, value), Key = seal.Key })
            : null;
    }
}
