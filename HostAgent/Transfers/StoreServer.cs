using System.Net.Http.Headers;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>The store of the gateways: any of them gives the file, for the token that came with the order.</summary>
internal sealed class StoreServer : IFileServer
{
    private readonly string _token;
    private readonly List<(GatewayOptions Options, HttpMessageInvoker Http)> _gateways;
    private int _current;

    public StoreServer(TransferSpec spec, string token)
    {
        _token = token;
        _gateways = [.. spec.Servers
            .Select(server => new GatewayOptions { Server = server, CaFile = spec.CaFile, InsecureHttp = spec.InsecureHttp })
            .Select(options => (options, GatewayHttp.CreateInvoker(options)))];
        Tag = new EntityTagHeaderValue($"\"{spec.File.StoredId}\"");
    }

    public string Name => "The gateway";

    public EntityTagHeaderValue? Tag { get; }

    /// <summary>Gateways are started again, and hosts lose their network: neither is a reason to give up at once.</summary>
    public TimeSpan Patience => TimeSpan.FromMinutes(10);

    public string IfMissing => "It was deleted from the store, or its time there was over. Put it there again, and submit the task again.";

    public string IfRefused => "The task may be over there already.";

    public async Task<HttpResponseMessage> Get(WantedRange range, CancellationToken cancel)
    {
        var (options, http) = _gateways[_current];
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Server, ProtocolVersion.TaskFilePath));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        range.AddTo(request);
        return await http.SendAsync(request, cancel);
    }

    public void MoveOn() => _current = (_current + 1) % _gateways.Count;

    public void Dispose() => _gateways.ForEach(gateway => gateway.Http.Dispose());
}
