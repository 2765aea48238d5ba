using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrleansOps.Hosting;

internal static class ClusterOptionsRegistration
{
    public static IServiceCollection AddClusterOptions(this IServiceCollection services)
    {
        services.AddOptions<ClusterNames>().BindConfiguration(ClusterNames.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ClusterTlsOptions>().BindConfiguration(ClusterTlsOptions.Section).ValidateOnStart();
        services.AddOptions<ClusterMemberOptions>().BindConfiguration(ClusterMemberOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterMemberOptions>, ClusterMemberRules>();
        return services;
    }
}
