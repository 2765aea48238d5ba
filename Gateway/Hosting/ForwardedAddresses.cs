using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace OrleansOps.Hosting;

/// <summary>
/// Behind a proxy every request has the proxy's address, unless what it says of its caller is believed. It is believed of those that the
/// settings name and of whoever may connect to our Unix socket, where nobody has an address; of nobody else, since anybody can write such a header.
/// </summary>
internal static class ForwardedAddresses
{
    /// <summary>Stands before all that looks at an address or at the scheme.</summary>
    public static void UseForwardedAddresses(this WebApplication app)
    {
        var gateway = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var proxies = Parse(gateway.Proxies);
        if (proxies.Count == 0 && gateway.Socket is null)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,   // proxies may stand in a row: the first address from the right that is none of them is the caller's
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Add(IPAddress.None);   // nobody: a list without any entry would mean everybody
        foreach (var network in proxies)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    public static bool IsList(string text) => Parts(text).All(part => TryParse(part, out _));

    private static List<IPNetwork> Parse(string text) => [.. Parts(text).Select(part => TryParse(part, out var network) ? network : throw new FormatException(part))];

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, 8 * address.GetAddressBytes().Length);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }
}
