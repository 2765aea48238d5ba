using Orleans.Concurrency;

namespace OrleansOps.Secrets;

/// <summary>The door to the list of secrets.</summary>
[StatelessWorker]
internal sealed class SecretIndexGrain(ISecretStore store) : Grain, ISecretIndexGrain
{
    public Task<SecretPage> List(string? after, int limit) => store.List(after, Math.Clamp(limit, 1, 500));
}
