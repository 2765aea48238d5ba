using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Agents;

namespace OrleansOps.Secrets;

/// <summary>One stored secret. What becomes of it is decided, stored, and only then answered.</summary>
internal sealed partial class SecretGrain(ISecretStore store, IOptions<SecretOptions> options, TimeProvider time, ILogger<SecretGrain> logger) : Grain, ISecretGrain
{
    private static readonly SecretState None = new();

    private readonly ILogger _logger = logger;
    private SecretState _secret = None;

    private string Name => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _secret = await store.Read(Name) ?? None;

    public Task<SecretView?> Describe()
    {
        LeaveIfNothing();
        return Task.FromResult(_secret.Revision == 0 ? null : _secret.View(Name));
    }

    public async Task<SecretReply> Put(SecretSpec spec)
    {
        var (status, next) = SecretTransitions.Put(_secret, spec, time.GetUtcNow());
        if (status is SecretPutStatus.Created or SecretPutStatus.Changed && !await Store(next))
        {
            status = SecretPutStatus.Full;
        }

        LeaveIfNothing();
        if (status is not (SecretPutStatus.Created or SecretPutStatus.Changed))
        {
            return new SecretReply(status);
        }

        LogStored(Name, _secret.Version, _secret.By);
        return new SecretReply(status, _secret.View(Name));
    }

    public Task<SecretLoan> Give(AgentView host)
    {
        LeaveIfNothing();
        return Task.FromResult(SecretTransitions.Give(_secret, host));
    }

    public Task<SealedSecret?> Read()
    {
        LeaveIfNothing();
        return Task.FromResult(_secret.Revision == 0 ? null : new SealedSecret(_secret.Revision, _secret.Value, _secret.Key));
    }

    public async Task<bool> Reseal(SealedSecret value)
    {
        var next = SecretTransitions.Resealed(_secret, value);
        LeaveIfNothing();
        return next is not null && await Store(next);
    }

    public async Task<bool> Delete()
    {
        if (_secret.Revision == 0)
        {
            LeaveIfNothing();
            return false;
        }

        await this.EndUnlessKnown(store.Forget(Name, _secret.Revision));
        _secret = None;
        DeactivateOnIdle();
        LogDeleted(Name);
        return true;
    }

    private async Task<bool> Store(SecretState next)
    {
        var isStored = await this.EndUnlessKnown(store.Write(Name, next, options.Value.Most));
        _secret = isStored ? next : _secret;
        return isStored;
    }

    private void LeaveIfNothing()
    {
        if (_secret.Revision == 0)
        {
            DeactivateOnIdle();
        }
    }
}
