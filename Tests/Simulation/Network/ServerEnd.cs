using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using OrleansOps.Protocol;
using OrleansOps.Sockets;

namespace OrleansOps.Simulation.Network;

/// <summary>The gateway's end of a connection, as SignalR serves it: one message after the other, each to a hub of its own.</summary>
internal sealed class ServerEnd(Link link, string agentId, string connectionId) : HubCallerContext, IAgentClient
{
    private readonly CancellationTokenSource _aborted = new();
    private readonly Queue<(string Method, object Message, int Question)> _inbox = new();
    private readonly HashSet<string> _timely = new(StringComparer.Ordinal);
    private bool _isBusy;
    private long _epoch;

    public bool IsClosed { get; private set; }

    public override string ConnectionId => connectionId;

    public override string? UserIdentifier => agentId;

    public override ClaimsPrincipal? User => null;

    public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override CancellationToken ConnectionAborted => _aborted.Token;

    /// <summary>Returns at once; the rest happens elsewhere, as in SignalR.</summary>
    public override void Abort()
    {
        link.Server.Life.After(TimeSpan.Zero, "abort", Close);
        link.CloseAgentEnd(link.Server.Life.Scheduler.Chance.Skewed(0.0005, 0.1), "the gateway closed it");
    }

    public void Open() => _ = link.Server.Hub(this).OnConnectedAsync();

    public void Close()
    {
        if (!IsClosed)
        {
            IsClosed = true;
            _inbox.Clear();
            _aborted.Cancel();
            _ = link.Server.Hub(this).OnDisconnectedAsync(null);
        }
    }

    public void Take(string method, object message, int question)
    {
        if (IsClosed)
        {
            return;
        }

        _inbox.Enqueue((method, message, question));
        if (question == 0 && link.Server.World.Scheduler.Chance.Hits(link.Server.World.Weather.Duplicates))
        {
            _inbox.Enqueue((method, message, question));   // what is repeated after a lost answer looks like this
        }

        if (!_isBusy)
        {
            _ = Serve();
        }
    }

    public Task Run(RunTask order) => Say(nameof(Run), client => client.Run(order));

    public Task Cancel(CancelTask order) => Say(nameof(Cancel), client => client.Cancel(order));

    public Task Type(TypeInput input) => Say(nameof(Type), client => client.Type(input));

    public Task LogStored(LogMark mark) => Say(nameof(LogStored), client => client.LogStored(mark));

    public Task Settled(TaskSettled settled)
    {
        link.Server.World.Promises.Acknowledged(settled, wasTimely: _timely.Contains(settled.MessageId));
        return Say(nameof(Settled), client => client.Settled(settled));
    }

    public Task Goodbye(Goodbye goodbye)
    {
        if (!IsClosed)
        {
            link.Down.Send(nameof(Goodbye), () => link.AgentEnd.Take(client => client.Goodbye(goodbye)));
        }

        return Task.CompletedTask;
    }

    /// <summary>Writing to a connection that is gone is no error in SignalR.</summary>
    private Task Say(string what, Func<IAgentClient, Task> said)
    {
        if (!IsClosed)
        {
            link.Down.Send(what, () => link.AgentEnd.Take(said));
            SayAgain(what, said);
        }

        return Task.CompletedTask;
    }

    /// <summary>What the agent was told may come again, also when all that it led to is over.</summary>
    private void SayAgain(string what, Func<IAgentClient, Task> said)
    {
        var chance = link.Server.World.Scheduler.Chance;
        if (chance.Hits(link.Server.World.Weather.Duplicates))
        {
            link.Server.Life.After(chance.Skewed(0, 20), "again", () =>
            {
                if (!IsClosed)
                {
                    link.Down.Send(what, () => link.AgentEnd.Take(said));
                }
            });
        }
    }

    private async Task Serve()
    {
        _isBusy = true;
        while (_inbox.TryDequeue(out var next))
        {
            var (result, error) = await Invoke(next.Method, next.Message);
            if (next.Question > 0 && !IsClosed)
            {
                link.Down.Send($"answer to {next.Method}", () => link.AgentEnd.Answer(next.Question, result, error));
            }
        }

        _isBusy = false;
    }

    private async Task<(object? Result, Exception? Error)> Invoke(string method, object message)
    {
        var hub = link.Server.Hub(this);
        var called = typeof(AgentHub).GetMethod(method, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)!;
        if (message is TaskEnded { MessageId: var report } && link.Server.NewestEpoch(agentId) <= _epoch)
        {
            _timely.Add(report);
        }

        try
        {
            var invocation = new HubInvocationContext(this, link.Server.Services, hub, called, [message]);
            var answer = await link.Server.Filter.InvokeMethodAsync(invocation, _ => Call(hub, message));
            if (answer is Welcome welcome)
            {
                _epoch = welcome.Epoch;
                link.Server.Opened(agentId, welcome.Epoch);
            }

            return (answer, null);
        }
        catch (Exception failed)
        {
            return (null, failed as HubException ?? new HubException("An unexpected error occurred."));
        }
    }

    private static async ValueTask<object?> Call(AgentHub hub, object message)
    {
        switch (message)
        {
            case Hello hello:
                return await hub.Hello(hello);
            case Heartbeat beat:
                return await hub.Heartbeat(beat);
            case LogQuestion question:
                return await hub.ResumeLog(question);
            case TaskAccepted accepted:
                await hub.Accepted(accepted);
                return null;
            case TaskRefused refused:
                await hub.Refused(refused);
                return null;
            case TaskEnded ended:
                await hub.Ended(ended);
                return null;
            case LogBatch batch:
                await hub.Log(batch);
                return null;
            default:
                throw new InvalidOperationException($"The simulation does not know {message.GetType()}.");
        }
    }
}
