using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Placement;

internal static class PlacementRegistration
{
    /// <summary>What belongs to one host lives on one silo.</summary>
    public static void AddHostPlacement(this ISiloBuilder silo)
    {
        silo.Services.AddPlacementDirector<HostPlacement, HostDirector>();
        silo.Services.AddPlacementDirector<TaskPlacement, TaskDirector>();
        silo.Services.AddSingleton<HostMoves>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(all => all.GetRequiredService<HostMoves>());
        silo.Services.AddHostedService(all => all.GetRequiredService<HostMoves>());
    }
}
