using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace OrleansOps.Placement;

/// <summary>
/// Where hosts' grains are stands in Redis. In Orleans' own directory it stands in the memory of some silo, and where that silo goes, in order
/// or not, every grain that it knew of ends too, wherever it is: sessions on silos that nothing has happened to.
/// </summary>
internal sealed class HostDirectory([FromKeyedServices(HostDirectory.Name)] IGrainDirectory hosts) : IGrainDirectoryResolver
{
    public const string Name = "hosts";

    public bool TryResolveGrainDirectory(GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = properties?.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.PlacementStrategy) is nameof(HostPlacement) ? hosts : null;
        return grainDirectory is not null;
    }
}
