using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansOps.Hosting;

/// <summary>Puts the certificates to work where they are set.</summary>
internal static class TlsComposition
{
    public static void AddTls(this ISiloBuilder silo) =>
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<IOptions<ClusterTlsOptions>, ClusterTls>((connections, files, tls) =>
        {
            if (files.Value.IsSet)
            {
                connections.ConfigureSiloInboundConnection(silos => silos.UseServerTls(tls.Serve(ClusterRole.Silo)));
                connections.ConfigureGatewayInboundConnection(gateways => gateways.UseServerTls(tls.Serve(ClusterRole.Gateway)));
                connections.ConfigureSiloOutboundConnection(silos => silos.UseClientTls(tls.Connect()));
            }
        });

    public static void AddTls(this IClientBuilder client) =>
        client.Services.AddOptions<ClientConnectionOptions>().Configure<IOptions<ClusterTlsOptions>, ClusterTls>((connections, files, tls) =>
        {
            if (files.Value.IsSet)
            {
                connections.ConfigureConnection(silos => silos.UseClientTls(tls.Connect()));
            }
        });
}
