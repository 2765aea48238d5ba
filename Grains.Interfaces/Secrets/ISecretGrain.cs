using Orleans.Concurrency;
using OrleansOps.Agents;

namespace OrleansOps.Secrets;

/// <summary>
/// One secret that is stored under a name, for tasks that name it. Key: its name. Its value is sealed by the gateway before it comes here; no silo can
/// read it.
/// </summary>
[Alias("ops.ISecretGrain")]
public interface ISecretGrain : IGrainWithStringKey
{
    /// <summary>All that is said of it, or null if there is none.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<SecretView?> Describe();

    /// <summary>Stores it. What the spec leaves out stays as it is.</summary>
    [Alias("Put")]
    Task<SecretReply> Put(SecretSpec spec);

    /// <summary>The sealed value for a task that is sent to this host, or why it is not given.</summary>
    [AlwaysInterleave, Alias("Give")]
    Task<SecretLoan> Give(AgentView host);

    /// <summary>The sealed value, for a gateway that seals it with another key; null if there is none.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<SealedSecret?> Read();

    /// <summary>The same value under another key. False: it was changed or deleted since it was read, and is left alone.</summary>
    [Alias("Reseal")]
    Task<bool> Reseal(SealedSecret value);

    /// <summary>False: there is none.</summary>
    [Alias("Delete")]
    Task<bool> Delete();
}
