using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using OrleansOps.Access;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Delivery;
using OrleansOps.Sockets.Messages;

namespace OrleansOps.Sockets;

/// <summary>The socket door. It knows who is calling, looks at what is said, and passes it on.</summary>
[Authorize(AccessPolicies.Agents)]
internal sealed class AgentHub(AgentSockets sockets, AgentSessions sessions, AgentDepartures departures, ReportDelivery reports, LogPublisher logs)
    : Hub<IAgentClient>, IAgentHub
{
    public override Task OnConnectedAsync()
    {
        sockets.Open(Context);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        var socket = sockets.Remove(Context.ConnectionId);
        if (socket is not null)
        {
            reports.Closed(socket);   // before the end of the session, which would overtake it
        }

        return sessions.End(socket);
    }

    public async Task<Welcome> Hello(Hello hello)
    {
        var welcome = await sessions.Begin(Socket, AgentMessages.Checked(hello));
        SilentSockets.Leave(Context.GetHttpContext());
        return welcome;
    }

    public Task<HeartbeatReply> Heartbeat(Heartbeat beat) => sessions.Beat(Socket, AgentMessages.Checked(beat));

    public Task Accepted(TaskAccepted report)
    {
        reports.Accepted(Socket, TaskMessages.Checked(report));
        return Task.CompletedTask;
    }

    public Task Refused(TaskRefused report)
    {
        reports.Refused(Socket, TaskMessages.Checked(report));
        return Task.CompletedTask;
    }

    public Task Ended(TaskEnded report)
    {
        reports.Ended(Socket, TaskMessages.Checked(report));
        return Task.CompletedTask;
    }

    public Task Log(Protocol.LogBatch batch) => logs.Publish(Socket, batch);

    public Task Typed(InputTyped report)
    {
        Socket.Typed(InputMessages.Checked(report));
        return Task.CompletedTask;
    }

    public Task<Protocol.LogMark> ResumeLog(LogQuestion question) => logs.Resume(Socket, LogMessages.Checked(question));

    public Task Leave() => departures.Leave(Socket, Context.User!, Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString() ?? "unknown");

    private AgentSocket Socket => sockets.Find(Context.ConnectionId) ?? throw new HubException("The connection is closing.");
}
