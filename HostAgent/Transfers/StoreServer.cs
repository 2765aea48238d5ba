using System.Net.Http.Headers;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>The file of the order, from the gateways' store.</summary>
internal sealed class StoreServer(StoreDoor store, string id) : IFileServer
{
    public string Name => "The gateway";

    public EntityTagHeaderValue? Tag { get; } = new($"\"{id}\"");

    public TimeSpan Patience => StoreDoor.Patience;

    public string IfMissing => "It was deleted from the store, or its time there was over. Put it there again, and submit the task again.";

    public string IfRefused => "The task may be over there already.";

    public async Task<HttpResponseMessage> Get(WantedRange range, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage { Method = HttpMethod.Get };
        range.AddTo(request);
        return await store.Send(ProtocolVersion.TaskFilePath, request, cancel);
    }

    public void MoveOn() => store.MoveOn();

    public void Dispose() => store.Dispose();
}
