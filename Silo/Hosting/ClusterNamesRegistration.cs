using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps;

internal static class ClusterNamesRegistration
{
    public static IServiceCollection AddClusterNames(this IServiceCollection services)
    {
        services.AddOptions<ClusterNames>().BindConfiguration(ClusterNames.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
