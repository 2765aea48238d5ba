using Orleans.Concurrency;

namespace OrleansOps.Access;

/// <summary>The way to the signatures that were used. It keeps nothing: the store says in one step whether one is new.</summary>
[StatelessWorker, Reentrant]
internal sealed class SignatureGrain(IUsedSignatures used) : Grain, ISignatureGrain
{
    public Task<bool> Use(string signature, TimeSpan keep) => used.Add(signature, keep);
}
