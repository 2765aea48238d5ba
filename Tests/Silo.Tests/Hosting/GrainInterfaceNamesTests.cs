using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Metadata;
using OrleansOps.Tasks;

namespace OrleansOps.Hosting;

public sealed class GrainInterfaceNamesTests
{
    [Fact]
    public void EveryInterfaceHasTheNameThatOrleansGivesIt()
    {
        using var plain = Compose(_ => { });
        using var ours = Compose(silo => silo.AddCalls());
        var interfaces = typeof(ITaskGrain).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).ToList();

        Assert.NotEmpty(interfaces);
        Assert.All(interfaces.Append(typeof(IManagementGrain)), type => Assert.Equal(Names(plain).GetGrainInterfaceType(type), Names(ours).GetGrainInterfaceType(type)));
    }

    [Fact]
    public void ANameThatIsKnownIsNotLookedForAgain()
    {
        using var host = Compose(silo => silo.AddCalls());
        var names = Names(host);
        names.GetGrainInterfaceType(typeof(ITaskGrain));

        var before = GC.GetAllocatedBytesForCurrentThread();
        names.GetGrainInterfaceType(typeof(ITaskGrain));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);   // attributes and formatted names are made anew each time
    }

    private static GrainInterfaceTypeResolver Names(IHost host) => host.Services.GetRequiredService<GrainInterfaceTypeResolver>();

    /// <summary>Never started.</summary>
    private static IHost Compose(Action<ISiloBuilder> more)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            more(silo);
        });
        return builder.Build();
    }
}
