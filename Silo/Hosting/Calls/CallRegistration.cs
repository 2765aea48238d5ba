using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Serialization;
using OrleansOps.Tracing;

namespace OrleansOps.Hosting;

/// <summary>What becomes of calls between grains, and from gateways to grains, when silos come and go.</summary>
internal static class CallRegistration
{
    /// <summary>
    /// For a call that nobody notices to be lost. Longer than a grain waits for the store, so that it is the grain that answers; all other losses are
    /// found out sooner. Methods that take longer by their nature say so at their interface.
    /// </summary>
    private static readonly TimeSpan ResponseTime = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The same of Orleans' own calls from silo to silo: where grains are, and their moves. A silo that stood still when it was given up may take such a call
    /// all the same, and with the default of 30 s a grain that was about to move to it is nowhere for so long.
    /// </summary>
    private static readonly TimeSpan SystemResponseTime = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookForSilosEvery = TimeSpan.FromSeconds(1);

    /// <summary>Calls from a process that hosts a silo.</summary>
    public static void AddCalls(this ISiloBuilder silo)
    {
        AddCalls(silo.Services);
        silo.AddTracing();
        silo.Configure<SiloMessagingOptions>(o => (o.ResponseTimeout, o.SystemResponseTimeout) = (ResponseTime, SystemResponseTime));
        silo.Services.AddSingleton<ConnectionsToTheDead>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloDeaths>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, PollsLetGo>();
    }

    /// <summary>Calls from a client of silos. After what registers the way in which it finds them.</summary>
    public static void AddCalls(this IClientBuilder client)
    {
        AddCalls(client.Services);
        client.AddTracing();
        client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = ResponseTime);
        client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = LookForSilosEvery);
        client.Services.AddSingleton<OutstandingCalls>();
        client.Services.AddSingleton<SiloConnections>();
        client.Services.AddOptions<ClientConnectionOptions>().Configure<SiloConnections>((o, connections) => o.ConfigureConnection(connection => connection.Use(connections.Watch)));
        Watch(client.Services);
    }

    private static void AddCalls(IServiceCollection services)
    {
        services.AddSingleton<SiloLosses>();
        services.AddSingleton<IOutgoingGrainCallFilter, RepeatLostCalls>();
        services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, GrainInterfaceNames>());   // the first one that knows a name is taken

        // An exception that nobody thought of crosses a call as what it is, and not as the complaint that there is no serializer for it.
        services.Configure<ExceptionSerializationOptions>(o => o.SupportedExceptionTypeFilter = _ => true);
    }

    private static void Watch(IServiceCollection services)
    {
        var list = services.Last(service => service.ServiceType == typeof(IGatewayListProvider));
        services.Remove(list);
        services.AddSingleton<IGatewayListProvider>(all => new WatchedGatewayList(Create(list, all), all.GetRequiredService<SiloConnections>()));
    }

    private static IGatewayListProvider Create(ServiceDescriptor list, IServiceProvider services) =>
        (IGatewayListProvider)(list.ImplementationInstance ?? list.ImplementationFactory?.Invoke(services) ?? ActivatorUtilities.CreateInstance(services, list.ImplementationType!));
}
