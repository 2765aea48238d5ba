using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace OrleansOps.Hosting;

/// <summary>
/// The calls of this client that are not answered yet. Orleans 10.4.2 can end those that went to one silo, does so in a silo when the cluster
/// declares another one dead, and never does in a client; nor is there a public way to ask for it.
/// </summary>
internal sealed class OutstandingCalls(IServiceProvider services)
{
    private static readonly Type Owner = typeof(ClientMessagingOptions).Assembly.GetType("Orleans.Runtime.IRuntimeClient", throwOnError: true)!;

    private Action<SiloAddress>? _break;

    /// <summary>Ends those that were handed to this silo, with a <see cref="SiloUnavailableException"/>.</summary>
    public void Break(SiloAddress silo) => (_break ??= Find())(silo);

    private Action<SiloAddress> Find() =>
        Owner.GetMethod("BreakOutstandingMessagesToSilo")!.CreateDelegate<Action<SiloAddress>>(services.GetRequiredService(Owner));
}
