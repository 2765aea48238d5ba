using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace OrleansOps.Hosting;

/// <summary>
/// A silo that stood still when it was given up takes what is sent to it, and never answers. Orleans 10.4.2 keeps the connection to it for 10 s more,
/// and sends on it what was meant for a grain that had been there: calls that nobody misses until their time is over. Closed, they are refused at once and
/// find the grain where it is. There is no public way to ask for it.
/// </summary>
internal sealed class ConnectionsToTheDead(IServiceProvider services, TimeProvider time)
{
    /// <summary>For the last words of one that ends in order.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private static readonly Type Owner = typeof(ClientMessagingOptions).Assembly.GetType("Orleans.Runtime.Messaging.ConnectionManager", throwOnError: true)!;

    private readonly Func<SiloAddress, Task> _close =
        Owner.GetMethod("CloseAsync", [typeof(SiloAddress)])!.CreateDelegate<Func<SiloAddress, Task>>(services.GetRequiredService(Owner));

    public async Task Close(SiloAddress silo)
    {
        await Task.Delay(Grace, time);
        await _close(silo);
    }
}
