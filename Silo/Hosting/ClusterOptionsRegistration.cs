using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrleansOps.Hosting;

internal static class ClusterOptionsRegistration
{
    public static IServiceCollection AddClusterOptions(this IServiceCollection services, ClusterRole role)
    {
        services.AddOptions<ClusterNames>().BindConfiguration(ClusterNames.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ClusterTlsOptions>().BindConfiguration(ClusterTlsOptions.Section).ValidateOnStart();
        services.AddOptions<ClusterMemberOptions>().BindConfiguration(ClusterMemberOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (role == ClusterRole.Silo)
        {
            services.AddSingleton<IValidateOptions<ClusterMemberOptions>, ClusterMemberRules>();   // others open no port
        }

        services.AddSingleton<IValidateOptions<ClusterTlsOptions>>(new ClusterTlsRules(role));
        services.AddSingleton<CertificateFiles>();
        services.AddSingleton<ClusterTls>();
        return services;
    }
}
