using Microsoft.AspNetCore.SignalR.Client;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Connection;

/// <summary>An open hub connection. Reports are handed to the socket and not waited for: their answers come as orders.</summary>
internal sealed class HubGateway : IGatewayConnection, IAgentHub
{
    private readonly HubConnection _hub;
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HubGateway(HubConnection hub)
    {
        _hub = hub;
        hub.Closed += error =>
        {
            _closed.TrySetResult(error);
            return Task.CompletedTask;
        };
    }

    IAgentHub IGatewayConnection.Hub => this;

    public Task<Exception?> Closed => _closed.Task;

    public Task<Welcome> Hello(Hello hello) => _hub.InvokeAsync<Welcome>(nameof(IAgentHub.Hello), hello);

    public Task<HeartbeatReply> Heartbeat(Heartbeat beat) => _hub.InvokeAsync<HeartbeatReply>(nameof(IAgentHub.Heartbeat), beat);

    public Task<LogMark> ResumeLog(LogQuestion question) => _hub.InvokeAsync<LogMark>(nameof(IAgentHub.ResumeLog), question);

    public Task Accepted(TaskAccepted report) => _hub.SendAsync(nameof(IAgentHub.Accepted), report);

    public Task Refused(TaskRefused report) => _hub.SendAsync(nameof(IAgentHub.Refused), report);

    public Task Log(LogBatch batch) => _hub.SendAsync(nameof(IAgentHub.Log), batch);

    public Task Ended(TaskEnded report) => _hub.SendAsync(nameof(IAgentHub.Ended), report);

    public Task Typed(InputTyped report) => _hub.SendAsync(nameof(IAgentHub.Typed), report);

    public Task Leave() => _hub.InvokeAsync(nameof(IAgentHub.Leave));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
