using System.Net;
using Microsoft.Extensions.Options;

namespace OrleansOps.Hosting;

/// <summary>Closed unless told otherwise: the ports of a silo ask nobody for a token, so nobody else may reach them without a certificate.</summary>
internal sealed class ClusterMemberRules(IOptions<ClusterTlsOptions> tls) : IValidateOptions<ClusterMemberOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterMemberOptions options) =>
        Broken(options) is { } broken ? ValidateOptionsResult.Fail(broken) : ValidateOptionsResult.Success;

    private string? Broken(ClusterMemberOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out _))
        {
            return $"Cluster:Address is '{options.Address}'. It must be an IP address, such as 127.0.0.1.";
        }

        if (!IPAddress.TryParse(options.AdvertisedAddress ?? options.Address, out var advertised) || advertised.Equals(IPAddress.Any) || advertised.Equals(IPAddress.IPv6Any))
        {
            return $"Cluster:AdvertisedAddress is '{options.AdvertisedAddress ?? options.Address}'. It must be the IP address at which other silos and gateways reach this one.";
        }

        if (options.SiloPort == options.GatewayPort)
        {
            return $"Cluster:SiloPort and Cluster:GatewayPort are both {options.SiloPort}. They must differ.";
        }

        return options.IsOpenToOthers && !options.AllowPlaintext && !tls.Value.IsSet
            ? $"Cluster:Address is {options.Address}, which other machines can reach, and whoever reaches a silo's ports may run anything on every host. "
                + "Set Cluster:Tls:Certificate, Cluster:Tls:Key and Cluster:Tls:Authority; or leave Cluster:Address at 127.0.0.1; or say Cluster:AllowPlaintext=true."
            : null;
    }
}
