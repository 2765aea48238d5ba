using Orleans.Messaging;

namespace OrleansOps.Hosting;

/// <summary>The list of silos that a client may send to, as it was; and notices when one is on it no more.</summary>
internal sealed class WatchedGatewayList(IGatewayListProvider list, SiloConnections connections) : IGatewayListProvider
{
    private IList<Uri> _last = [];

    public TimeSpan MaxStaleness => list.MaxStaleness;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => list.InitializeGatewayListProvider();

    public async Task<IList<Uri>> GetGateways()
    {
        var silos = await list.GetGateways();
        var last = Interlocked.Exchange(ref _last, silos);
        if (last.Except(silos).Any())
        {
            connections.Lost();
        }

        return silos;
    }
}
