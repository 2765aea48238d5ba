using OrleansOps.Secrets;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>Puts the stored secrets that a task names into its order, as they are at that moment: what is stored of the task has their names alone.</summary>
/// <param name="grain">Of the host.</param>
/// <param name="host">The host as it stands: its labels say what it may have.</param>
internal sealed class SecretLending(GrainScope grain, Func<AgentView> host)
{
    public static bool IsNeeded(DispatchOrder order) => order.Spec.StoredSecrets is { Count: > 0 };

    /// <summary>The order with their sealed values; or why the host is not told of the task at all.</summary>
    public async Task<(DispatchOrder Order, Said? Withheld)> AddTo(DispatchOrder order)
    {
        var wanted = order.Spec.StoredSecrets!;
        var view = host();
        var names = wanted.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var loans = await Task.WhenAll(names.Select(name => grain.Grain<ISecretGrain>(name).Give(view)));
        var given = names.Zip(loans).ToDictionary(loan => loan.First, loan => loan.Second, StringComparer.Ordinal);
        return given.FirstOrDefault(loan => loan.Value.Status != SecretLoanStatus.Given) is { Key: { } missing, Value: var why }
            ? (order, why.Status == SecretLoanStatus.Unknown ? AgentReasons.SecretUnknown(missing, view.Name) : AgentReasons.SecretNotForHost(missing, view.Name, why.On!))
            : (order with { StoredSecrets = wanted.ToDictionary(variable => variable.Key, variable => given[variable.Value].Value!, StringComparer.Ordinal) }, null);
    }
}
