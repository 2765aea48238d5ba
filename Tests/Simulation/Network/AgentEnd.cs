using Microsoft.AspNetCore.SignalR;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.Simulation.Network;

/// <summary>The agent's end of a connection, with the manners of a hub connection.</summary>
internal sealed class AgentEnd(Link link) : IGatewayConnection, IAgentHub
{
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, Action<object?, Exception?>> _answers = [];
    private int _questions;

    /// <summary>Who takes what the gateway says.</summary>
    public IAgentClient? Orders { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>Who waits for the connection to open.</summary>
    public TaskCompletionSource<IGatewayConnection>? Opening { get; set; }

    public IAgentHub Hub => this;

    public Task<Exception?> Closed => _closed.Task;

    public Task<Welcome> Hello(Hello hello) => Ask<Welcome>(nameof(Hello), hello);

    public Task<HeartbeatReply> Heartbeat(Heartbeat beat) => Ask<HeartbeatReply>(nameof(Heartbeat), beat);

    public Task<LogMark> ResumeLog(LogQuestion question) => Ask<LogMark>(nameof(ResumeLog), question);

    public Task Accepted(TaskAccepted report) => Say(nameof(Accepted), report);

    public Task Refused(TaskRefused report) => Say(nameof(Refused), report);

    public Task Log(LogBatch batch) => Say(nameof(Log), batch);

    public Task Ended(TaskEnded report) => Say(nameof(Ended), report);

    public Task Typed(InputTyped report) => Say(nameof(Typed), report);

    public Task Leave() => throw new NotSupportedException("No agent here is for one task.");

    public void Close(Exception? error)
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        foreach (var answer in _answers.Values.ToList())
        {
            answer(null, error ?? new IOException("The connection was closed."));
        }

        _answers.Clear();
        Opening?.TrySetException(error ?? new IOException("The connection was closed before it was open."));
        _closed.TrySetResult(error);
    }

    /// <summary>What the gateway said, unless this end is closed.</summary>
    public void Take(Func<IAgentClient, Task> said)
    {
        if (!IsClosed && Orders is { } orders)
        {
            _ = said(orders);
        }
    }

    public void Answer(int question, object? result, Exception? error)
    {
        if (_answers.Remove(question, out var answer))
        {
            answer(result, error);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!IsClosed)
        {
            link.CloseServerEnd(TimeSpan.FromMilliseconds(1));
            Close(null);
        }

        return ValueTask.CompletedTask;
    }

    private Task Say(string method, object message)
    {
        if (IsClosed)
        {
            return Task.FromException(new InvalidOperationException($"{method} cannot be sent: the connection is not active."));
        }

        link.Up.Send(method, () => link.ServerEnd.Take(method, message, question: 0));
        return Task.CompletedTask;
    }

    private Task<T> Ask<T>(string method, object message)
    {
        if (IsClosed)
        {
            return Task.FromException<T>(new InvalidOperationException($"{method} cannot be called: the connection is not active."));
        }

        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = ++_questions;
        _answers.Add(question, (result, error) =>
        {
            if (error is null)
            {
                done.TrySetResult((T)result!);
            }
            else
            {
                done.TrySetException(error is HubException ? new HubException(error.Message) : error);
            }
        });
        link.Up.Send(method, () => link.ServerEnd.Take(method, message, question));
        return done.Task;
    }
}
