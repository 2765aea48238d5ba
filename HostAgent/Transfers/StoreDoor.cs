using System.Net.Http.Headers;
using OrleansOps.HostAgent.Connection;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>The gateways' store, as one task may use it: any of them answers, for the token that came with the order.</summary>
internal sealed class StoreDoor : IDisposable
{
    /// <summary>Gateways are started again, and hosts lose their network: neither is a reason to give up at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _token;
    private readonly List<(GatewayOptions Options, HttpMessageInvoker Http)> _gateways;
    private int _current;

    public StoreDoor(TransferSpec spec, string token)
    {
        _token = token;
        _gateways = [.. spec.Servers
            .Select(server => new GatewayOptions { Server = server, CaFile = spec.CaFile, InsecureHttp = spec.InsecureHttp })
            .Select(options => (options, GatewayHttp.CreateInvoker(options)))];
    }

    /// <param name="path">Where, below the gateway's address.</param>
    /// <param name="request">What, without its address.</param>
    public async Task<HttpResponseMessage> Send(string path, HttpRequestMessage request, CancellationToken cancel)
    {
        var (options, http) = _gateways[_current];
        request.RequestUri = new Uri(options.Server, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return await http.SendAsync(request, cancel);
    }

    /// <summary>The next try goes to the next gateway.</summary>
    public void MoveOn() => _current = (_current + 1) % _gateways.Count;

    public void Dispose() => _gateways.ForEach(gateway => gateway.Http.Dispose());
}
