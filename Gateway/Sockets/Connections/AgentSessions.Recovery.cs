using OrleansOps.Agents;

namespace OrleansOps.Sockets.Connections;

/// <summary>
/// A session outlives the silo with the agent's grain: the gateway has the socket, and shows it to the grain's next activation. The agent does
/// not notice.
/// </summary>
internal sealed partial class AgentSessions
{
    private readonly Lock _asking = new();

    /// <summary>How the session stands at the grain, which takes it up again where it had lost it. One question at a time for each connection.</summary>
    public Task<SessionStanding> Look(AgentSocket socket)
    {
        lock (_asking)
        {
            return socket.Asking is { IsCompleted: false } asking ? asking : socket.Asking = Ask(socket);
        }
    }

    /// <summary>The same, where no answer to the agent is due: closes the connection if the session does not go on.</summary>
    public async Task<bool> GoesOn(AgentSocket socket)
    {
        if (SessionLoss.Of(await Look(socket), socket) is not { } loss)
        {
            return true;
        }

        await socket.Close(loss.Reason, loss.Text);
        return false;
    }

    private async Task<SessionStanding> Ask(AgentSocket socket)
    {
        // Kept until it is needed: whether a question without an answer has arrived is seen by it at the next one.
        var next = socket.NextReference ??= grains.CreateObjectReference<IAgentConnection>(socket);
        var standing = await grains.GetGrain<IAgentGrain>(socket.AgentId).TakeUp(socket.Epoch, socket.Instance, next);
        if (standing == SessionStanding.TakenUp)
        {
            LogTakenUp(socket.AgentId, socket.Epoch);
            Forget(socket.Reference);
            (socket.Reference, socket.NextReference) = (next, null);
        }

        if (socket.HasEnded)
        {
            await Disconnect(socket);   // while it was taken up
            Forget(socket);
        }

        return standing;
    }
}
