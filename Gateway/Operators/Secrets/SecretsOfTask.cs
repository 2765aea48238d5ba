using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Secrets;

/// <summary>
/// Looks whether the stored secrets that a submission names are there, and for its host where that is known: a slip is told at once. What counts is how they stand when the
/// task is sent.
/// </summary>
internal sealed class SecretsOfTask(IGrainFactory grains)
{
    /// <param name="task">What is submitted.</param>
    /// <param name="host">Null: it is for several, each of which is looked at when its turn comes.</param>
    public async Task<Refusal?> Refused(Api.SubmitTask task, AgentView? host = null)
    {
        foreach (var name in task.StoredSecrets?.Values.Distinct(StringComparer.Ordinal) ?? [])
        {
            if (await Refused(name, host) is { } refusal)
            {
                return refusal with { Field = "storedSecrets" };
            }
        }

        return null;
    }

    private async Task<Refusal?> Refused(string name, AgentView? host)
    {
        var grain = grains.GetGrain<ISecretGrain>(name);
        return host is null
            ? await grain.Describe() is null ? SecretRefusals.Unknown(name) : null
            : await grain.Give(host) switch
            {
                { Status: SecretLoanStatus.Unknown } => SecretRefusals.Unknown(name),
                { Status: SecretLoanStatus.NotForHost, On: { } on } => SecretRefusals.NotForHost(name, host.Name, on),
                _ => null,
            };
    }
}
