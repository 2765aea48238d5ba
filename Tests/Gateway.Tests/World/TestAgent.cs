using System.Net;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>An agent's end of the socket, played by a test: a real SignalR client that says exactly what it is told to.</summary>
public sealed class TestAgent : IAsyncDisposable
{
    private readonly Channel<RunTask> _orders = Channel.CreateUnbounded<RunTask>();
    private readonly Channel<CancelTask> _cancels = Channel.CreateUnbounded<CancelTask>();
    private readonly Channel<LogMark> _marks = Channel.CreateUnbounded<LogMark>();
    private readonly Channel<TaskSettled> _settled = Channel.CreateUnbounded<TaskSettled>();
    private readonly Channel<Goodbye> _goodbyes = Channel.CreateUnbounded<Goodbye>();
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TypeInput> _inputs = [];
    private readonly WebSocketFactory _sockets;

    public TestAgent(Uri gateway, EnrolReply identity)
    {
        Identity = identity;
        _sockets = new WebSocketFactory(identity.Token);
        Hub = Build(new Uri($"ws://{gateway.Authority}{ProtocolVersion.HubPath}"));
    }

    public EnrolReply Identity { get; }

    public string Id => Identity.AgentId;

    public HubConnection Hub { get; }

    /// <summary>Ends when the gateway has closed the connection.</summary>
    public Task Closed => _closed.Task;

    public Task Connect() => Hub.StartAsync().Within("the agent's socket is open");

    public Task<Welcome> Hello(int slots = 5, params HeldTask[] held) => Hello(Some.Hello(slots, held));

    public Task<Welcome> Hello(Hello hello) => Hub.InvokeAsync<Welcome>(nameof(IAgentHub.Hello), hello).Within("Hello is answered");

    public Task Send(string method, object message) => Hub.InvokeAsync(method, message).Within($"{method} is answered");

    public Task Accept(RunTask order) => Send(nameof(IAgentHub.Accepted), new TaskAccepted(order.TaskId, order.Attempt));

    /// <summary>Sends text as the next batch of standard output and waits until it is stored.</summary>
    public async Task<LogMark> Log(RunTask order, string text, long seq = 1, long offset = 0)
    {
        await Send(nameof(IAgentHub.Log), Some.Batch(order, text, seq, offset));
        return await NextMark();
    }

    /// <summary>The same batch many times over, as fast as the window lets it; returns when all is stored.</summary>
    public async Task LogMany(RunTask order, string batch, int records, int times)
    {
        const int AtOnce = 32;
        for (var i = 0; i < times; i += AtOnce)
        {
            var end = Math.Min(i + AtOnce, times);
            for (var next = i; next < end; next++)
            {
                await Send(nameof(IAgentHub.Log), Some.Batch(order, batch, ((long)next * records) + 1, (long)next * batch.Length));
            }

            while ((await NextMark()).NextSeq <= (long)end * records)
            {
                // it is told of each batch, or of some of them
            }
        }
    }

    public async Task End(RunTask order, int exitCode = 0, long stdoutBytes = 0)
    {
        await Send(nameof(IAgentHub.Ended), Some.Ended(order, exitCode, stdoutBytes));
        await NextSettled();
    }

    public Task<RunTask> NextOrder() => Next(_orders, "an order for the agent");

    public Task<CancelTask> NextCancel() => Next(_cancels, "an order to cancel");

    public Task<LogMark> NextMark() => Next(_marks, "a mark of the stored log");

    public Task<TaskSettled> NextSettled() => Next(_settled, "the acknowledgement of a report");

    public Task<Goodbye> NextGoodbye() => Next(_goodbyes, "a goodbye");

    /// <summary>What it was told to type, and what it says to that.</summary>
    public IReadOnlyList<TypeInput> Inputs
    {
        get
        {
            lock (_inputs)
            {
                return [.. _inputs];
            }
        }
    }

    public Func<TypeInput, InputTyped> Types { get; set; } = input => new InputTyped(input.Number, InputCode.Over);

    public bool HasOrder => _orders.Reader.TryPeek(out _);

    public bool HasSettled => _settled.Reader.TryPeek(out _);

    /// <summary>The line is dead, without a word.</summary>
    public void Cut() => _sockets.Cut();

    /// <summary>Reads nothing from the socket any more.</summary>
    public void StopReading() => _sockets.StopReading();

    public async ValueTask DisposeAsync()
    {
        _sockets.Cut();
        await Hub.DisposeAsync();
    }

    private static Task<T> Next<T>(Channel<T> channel, string expected) => channel.Reader.ReadAsync().AsTask().Within(expected);

    private HubConnection Build(Uri address)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(_sockets);
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(address));
        builder.AddJsonProtocol(json =>
        {
            // The protocol's own JSON, and whatever else a test wants to send.
            json.PayloadSerializerOptions = new(ProtocolJson.Default.Options);
            json.PayloadSerializerOptions.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        });
        var hub = builder.Build();
        hub.On<RunTask>(nameof(IAgentClient.Run), order => _orders.Writer.TryWrite(order));
        hub.On<CancelTask>(nameof(IAgentClient.Cancel), order => _cancels.Writer.TryWrite(order));
        hub.On<TypeInput>(nameof(IAgentClient.Type), input =>
        {
            lock (_inputs)
            {
                _inputs.Add(input);
            }

            _ = hub.SendAsync(nameof(IAgentHub.Typed), Types(input));
        });
        hub.On<LogMark>(nameof(IAgentClient.LogStored), mark => _marks.Writer.TryWrite(mark));
        hub.On<TaskSettled>(nameof(IAgentClient.Settled), settled => _settled.Writer.TryWrite(settled));
        hub.On<Goodbye>(nameof(IAgentClient.Goodbye), goodbye => _goodbyes.Writer.TryWrite(goodbye));
        hub.Closed += error =>
        {
            _closed.TrySetResult(error);
            return Task.CompletedTask;
        };
        return hub;
    }
}
