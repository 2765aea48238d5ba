using OrleansOps.Agents;
using OrleansOps.Jobs;

namespace OrleansOps.Secrets;

/// <summary>What becomes of a secret when somebody sets it, and who is given it: pure functions. Whoever is refused changes nothing.</summary>
internal static class SecretTransitions
{
    public static (SecretPutStatus Status, SecretState Next) Put(SecretState secret, SecretSpec spec, DateTimeOffset now)
    {
        var isNew = secret.Revision == 0;
        return isNew && spec.Value is null ? (SecretPutStatus.NeedsValue, secret)
            : isNew && spec.On is null ? (SecretPutStatus.NeedsHosts, secret)
            : (isNew ? SecretPutStatus.Created : SecretPutStatus.Changed, secret with
            {
                Revision = secret.Revision + 1,
                Version = secret.Version + (spec.Value is null ? 0 : 1),
                Value = spec.Value ?? secret.Value,
                Key = spec.Value is null ? secret.Key : spec.Key,
                On = spec.On ?? secret.On,
                CreatedAt = isNew ? now : secret.CreatedAt,
                ChangedAt = now,
                By = spec.By,
                ById = spec.ById,
            });
    }

    /// <summary>The same secret under another key. Null: it is another one by now.</summary>
    public static SecretState? Resealed(SecretState secret, SealedSecret value) => secret.Revision == value.Revision && secret.Revision > 0
        ? secret with { Revision = secret.Revision + 1, Value = value.Value, Key = value.Key }
        : null;

    /// <summary>An expression that a later version cannot read any more is for no host.</summary>
    public static SecretLoan Give(SecretState secret, AgentView host) =>
        secret.Revision == 0 ? new SecretLoan(SecretLoanStatus.Unknown)
        : HostExpression.Parse(secret.On).Chooses?.Invoke(host) == true ? new SecretLoan(SecretLoanStatus.Given, secret.Value, secret.On)
        : new SecretLoan(SecretLoanStatus.NotForHost, On: secret.On);
}
