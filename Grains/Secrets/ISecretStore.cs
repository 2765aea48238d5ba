namespace OrleansOps.Secrets;

/// <summary>
/// Where secrets are kept, sealed. Each call happens as a whole or not at all. When one fails with <see cref="Health.StoreUnavailableException"/>, which of the
/// two is not known.
/// </summary>
public interface ISecretStore
{
    /// <summary>The secret, or null if there is none.</summary>
    Task<SecretState?> Read(string name);

    /// <summary>
    /// Stores a secret in place of the revision before its own; of revision 1: where there is none, and fewer than <paramref name="most"/>. False: there are as
    /// many as that.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another revision is stored: somebody else writes this secret too.</exception>
    Task<bool> Write(string name, SecretState secret, int most);

    /// <exception cref="Orleans.Storage.InconsistentStateException">Another revision is stored.</exception>
    Task Forget(string name, long revision);

    /// <summary>Secrets by name, those after <paramref name="after"/>.</summary>
    Task<SecretPage> List(string? after, int limit);
}
