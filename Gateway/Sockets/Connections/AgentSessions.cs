using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Lifetime;
using OrleansOps.Metrics;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Messages;

namespace OrleansOps.Sockets.Connections;

/// <summary>Opens, keeps and ends the session of a connection at the agent's grain.</summary>
internal sealed partial class AgentSessions(IGrainFactory grains, GatewayMeter meter, ILogger<AgentSessions> logger)
{
    /// <summary>Each costs as many calls as it names tasks. An agent says one.</summary>
    private const int MostHellos = 3;

    public async Task<Welcome> Begin(AgentSocket socket, Hello hello)
    {
        if (socket.Epoch != 0)
        {
            throw new HubException("Hello was said already on this connection. Connect again to say it again.");
        }

        if (hello.ProtocolVersion != ProtocolVersion.Current)
        {
            throw await Refuse(socket, CloseReason.ProtocolError,
                $"The agent speaks protocol {hello.ProtocolVersion}, this gateway {ProtocolVersion.Current}. Install the matching agent.");
        }

        if (++socket.Hellos > MostHellos)
        {
            throw await Refuse(socket, CloseReason.ProtocolError, $"{MostHellos} Hellos failed on this connection. Connect again.");
        }

        // Everything is kept where it is made before the call: a Hello whose call failed may be said again, and must not leave references behind.
        socket.Instance = hello.Instance;
        socket.Knows = (hello.AgentVersion, hello.Minor);
        socket.Grain ??= grains.GetGrain<IAgentGrain>(socket.AgentId);
        socket.LogReference ??= grains.CreateObjectReference<IAgentConnection>(socket);
        socket.Reference ??= grains.CreateObjectReference<IAgentConnection>(socket);
        var session = await socket.Grain.Connect(hello.ToGrain() with { HeldUnsaid = !socket.HasJournal }, socket.Reference);
        if (session is null)
        {
            throw await Refuse(socket, CloseReason.Revoked, $"Agent {socket.AgentId} is not enrolled, or was removed. Enrol again.");
        }

        if (session.Refusal is { } refusal)
        {
            throw await Refuse(socket, CloseReason.Superseded, refusal.Text.Text, refusal.RetryAfter);
        }

        if (!socket.Begin(session))
        {
            // The connection ended while the grain was asked, so its end found no session to end. Without this the host would seem connected until it is missed.
            await Disconnect(socket);
        }

        meter.AgentConnected(isBack: session.Epoch > 1);
        LogBegun(socket.AgentId, session.Epoch, hello.AgentVersion);
        return new Welcome(session.Epoch, (int)session.Heartbeat.TotalMilliseconds, Limits.WindowBytes, ServerVersion.Text);
    }

    /// <summary>Answers within a few seconds whatever the grain does: a heartbeat is never the victim of a slow store.</summary>
    public async Task<HeartbeatReply> Beat(AgentSocket socket, Heartbeat beat)
    {
        try
        {
            var next = await grains.GetGrain<IAgentGrain>(socket.AgentId).Heartbeat(socket.Epoch, beat.ToGrain())
                .WaitAsync(socket.AnswerWithin, socket.Time);
            if (next is null && SessionLoss.Of(await Look(socket).WaitAsync(socket.AnswerWithin, socket.Time), socket) is { } loss)
            {
                throw await Refuse(socket, loss.Reason, loss.Text);
            }

            socket.Pace = next ?? socket.Pace;
        }
        // No answer is no verdict: the agent goes on at the pace that it had, and what the grain heard of it decides.
        catch (Exception failed) when (failed is not HubException)
        {
            LogHeartbeatLost(failed, socket.AgentId);
        }

        return new HeartbeatReply((int)socket.Pace.TotalMilliseconds);
    }

    /// <summary>The connection is gone. The grain notices by itself if it cannot be told.</summary>
    public async Task End(AgentSocket? socket)
    {
        if (socket is null)
        {
            return;
        }

        socket.End();
        if (socket.Epoch != 0)
        {
            await Disconnect(socket);
        }

        Forget(socket);
    }

    private async Task Disconnect(AgentSocket socket)
    {
        try
        {
            await grains.GetGrain<IAgentGrain>(socket.AgentId).Disconnected(socket.Epoch);
            LogEnded(socket.AgentId, socket.Epoch);
        }
        catch (Exception failed)
        {
            LogEndUntold(failed, socket.AgentId, socket.Epoch);
        }
    }

    private void Forget(AgentSocket socket)
    {
        Forget(socket.Reference);
        Forget(socket.NextReference);
        Forget(socket.LogReference);
        (socket.Reference, socket.NextReference, socket.LogReference) = (null, null, null);
    }

    private void Forget(IAgentConnection? reference)
    {
        if (reference is not null)
        {
            grains.DeleteObjectReference<IAgentConnection>(reference);
        }
    }

    private async Task<HubException> Refuse(AgentSocket socket, CloseReason reason, string text, TimeSpan? retryAfter = null)
    {
        meter.Refused($"agent-{reason}".ToLowerInvariant());
        await socket.CloseAfterAnswer(reason, text, retryAfter);
        return new HubException(text);
    }
}
