using k8s;
using k8s.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting.Kubernetes;

namespace OrleansOps.Hosting;

/// <summary>A silo in a pod of Kubernetes: called as its pod is, and given up where its pod is gone.</summary>
internal static class KubernetesComposition
{
    /// <summary>Stands before all else that says what a silo is called: what comes later holds.</summary>
    public static void AddKubernetes(this ISiloBuilder silo)
    {
        if (!silo.Configuration.InKubernetes())
        {
            return;
        }

        silo.UseKubernetesHosting();
        silo.Services.RemoveAll(agent => agent.ImplementationType == typeof(KubernetesClusterAgent));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(all =>
            ActivatorUtilities.CreateInstance<KubernetesClusterAgent>(all, new LivingMembers(all.GetRequiredService<IClusterMembershipService>())));
    }

    /// <summary>Stands before the silo, which does not start before its pod was looked at.</summary>
    public static void AddPodCheck(this IServiceCollection services)
    {
        services.AddSingleton<IKubernetes>(_ => new k8s.Kubernetes(ApiServer()));
        services.AddHostedService<PodCheck>();
    }

    private static void RemoveAll(this IServiceCollection services, Func<ServiceDescriptor, bool> those)
    {
        foreach (var service in services.Where(service => !service.IsKeyedService && those(service)).ToList())
        {
            services.Remove(service);
        }
    }

    private static KubernetesClientConfiguration ApiServer()
    {
        try
        {
            return KubernetesClientConfiguration.InClusterConfig();
        }
        catch (KubeConfigException nowhere)
        {
            throw new RefusedSettingException(
                "Cluster:Kubernetes is true, and this process cannot speak to the API server of Kubernetes: it is in no pod, or the pod is given no token (automountServiceAccountToken). " + nowhere.Message);
        }
    }
}
