using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>A gateway that speaks the whole protocol over real sockets and remembers what it was told.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string AgentId = "agent1";
    public const string Token = "ops_agent_agent1_secretofagent1";

    public const string JoinToken = "join-once";

    private readonly Changes _changes = new();
    private readonly ConcurrentDictionary<(string TaskId, int Attempt), StoredLog> _logs = new();
    private WebApplication? _app;
    private HubCallerContext? _connection;
    private IAgentClient? _agent;

    public Uri Address { get; private set; } = new("http://127.0.0.1:1");

    public List<EnrolRequest> Enrolments { get; } = [];

    public List<Hello> Hellos { get; } = [];

    public List<TaskAccepted> Accepted { get; } = [];

    public List<TaskRefused> Refused { get; } = [];

    public List<InputTyped> Typed { get; } = [];

    /// <summary>Every report that came, repeats too.</summary>
    public List<TaskEnded> Ended { get; } = [];

    public List<Heartbeat> Beats { get; } = [];

    /// <summary>How often it was told that an agent leaves.</summary>
    public int Left { get; set; }

    /// <summary>Whether who leaves is told so, or finds the connection cut and the door shut.</summary>
    public bool AnswersLeave { get; set; } = true;

    /// <summary>The agent's token opens nothing any more.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>What the upgrade request is answered with, if not with a socket.</summary>
    public int? RefuseWith { get; set; }

    /// <summary>With which words enrolment is refused, if it is.</summary>
    public string? RefusalDetail { get; set; }

    /// <summary>Called for each batch before it is stored; false leaves it unanswered.</summary>
    public Func<LogBatch, bool> Stores { get; set; } = _ => true;

    /// <summary>Whether the log takes nothing of an attempt.</summary>
    public Func<LogQuestion, bool> Closes { get; set; } = _ => false;

    public Func<TaskEnded, SettledCode?> Settles { get; set; } = _ => SettledCode.Stored;

    /// <summary>What the agent says of itself, for the message of a test that waited in vain.</summary>
    public Func<string> AgentLog { get; set; } = () => "";

    /// <summary>Said to an agent after its hello, and before it is welcomed.</summary>
    public Func<IAgentClient, Task> BeforeWelcome { get; set; } = _ => Task.CompletedTask;

    public int WindowBytes { get; set; } = Limits.WindowBytes;

    public int HeartbeatMs { get; set; } = 10_000;

    public int Connections { get; private set; }

    public static async Task<TestGateway> Start()
    {
        var gateway = new TestGateway();
        await gateway.Listen(0);
        return gateway;
    }

    /// <summary>Closes the door: every connection breaks.</summary>
    public async Task Stop()
    {
        if (_app is { } app)
        {
            _app = null;
            Cut();
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>Opens it again, at the same address.</summary>
    public Task Restart() => Listen(Address.Port);

    /// <summary>Breaks the connection without a word.</summary>
    public void Cut() => _connection?.Abort();

    public StoredLog LogOf(string taskId, int attempt = 1) => _logs.GetOrAdd((taskId, attempt), key => new StoredLog(key.TaskId, key.Attempt));

    public async Task Run(params IEnumerable<RunTask> orders)
    {
        await Until(() => _agent is not null, "an agent");
        foreach (var order in orders)
        {
            await _agent!.Run(order);
        }
    }

    public Task Type(TypeInput input) => _agent!.Type(input);

    public Task Cancel(string taskId, int attempt = 1) => _agent!.Cancel(new CancelTask(taskId, attempt));

    public Task Say(Func<IAgentClient, Task> what) => what(_agent!);

    public Task UntilConnected(int times = 1) => Until(() => Hellos.Count >= times && _agent is not null, $"{times} sessions");

    public async Task<TaskEnded> UntilEnded(string taskId, int attempt = 1)
    {
        await Until(() => FindEnded(taskId, attempt) is not null, $"the end of task {taskId}, attempt {attempt}");
        return FindEnded(taskId, attempt)!;
    }

    public Task UntilStdout(string taskId, Func<string, bool> says) =>
        Until(() => says(LogOf(taskId).Stdout), $"other output of task {taskId} than '{LogOf(taskId).Stdout}'");

    public Task Until(Func<bool> reached, string expected) => _changes.Until(() => Locked(reached), expected, () => Locked(Describe));

    public async ValueTask DisposeAsync() => await Stop();

    public T Locked<T>(Func<T> read)
    {
        lock (_changes)
        {
            return read();
        }
    }

    internal void Take(Action change)
    {
        lock (_changes)
        {
            change();
        }

        _changes.Pulse();
    }

    internal Welcome Open(Hello hello, HubCallerContext connection, IAgentClient agent)
    {
        Take(() =>
        {
            Hellos.Add(hello);
            (_connection, _agent) = (connection, agent);
        });
        return new Welcome(Hellos.Count, HeartbeatMs, WindowBytes, "test");
    }

    internal void Close(HubCallerContext connection) => Take(() => _agent = _connection == connection ? null : _agent);

    private TaskEnded? FindEnded(string taskId, int attempt) => Ended.Find(ended => (ended.TaskId, ended.Attempt) == (taskId, attempt));

    private string Describe() =>
        $"{Hellos.Count} hellos, connected: {_agent is not null}, {Accepted.Count} accepted, "
        + $"refused: [{string.Join("; ", Refused.Select(r => r.Code + " " + r.Reason))}], "
        + $"ended: [{string.Join("; ", Ended.TakeLast(20))}], logs: [{string.Join("; ", _logs.Values.Select(log => log.Mark()).Take(20))}], "
        + $"connections: {Connections}, agent: {AgentLog()}";

    private async Task Enrol(HttpContext context)
    {
        var request = (await JsonSerializer.DeserializeAsync(context.Request.Body, ProtocolJson.Default.EnrolRequest))!;
        Take(() => Enrolments.Add(request));
        context.Response.StatusCode = RefuseWith ?? (context.Request.Headers.Authorization == $"Bearer {JoinToken}" ? 200 : 401);
        if (RefusalDetail is { } detail)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(JsonSerializer.Serialize(new Dictionary<string, string> { ["detail"] = detail }));
        }
        else if (context.Response.StatusCode == 200)
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, new EnrolReply(AgentId, Token), ProtocolJson.Default.EnrolReply);
        }
    }

    private async Task Listen(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        builder.Services.AddSingleton(this);
        builder.Services.AddSignalR(hub => hub.MaximumReceiveMessageSize = Limits.MessageBytes).AddJsonProtocol(json =>
        {
            json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ProtocolJson.Default);
            json.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        _app = builder.Build();
        _app.MapPost(ProtocolVersion.RegisterPath, Enrol);
        _app.UseWhen(context => context.Request.Path == ProtocolVersion.HubPath, hub => hub.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization.Count == 0 && RefuseWith is null)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = $"{AgentProof.Scheme} {AgentProof.NewNonce()}";
                return;
            }

            Connections++;
            if (RefuseWith is not null || IsRevoked || !Proof.Answer(context, Token))
            {
                context.Response.StatusCode = RefuseWith ?? 401;
                _changes.Pulse();
                return;
            }

            await next(context);
        }));
        _app.MapHub<TestHub>(ProtocolVersion.HubPath, options => options.Transports = HttpTransportType.WebSockets);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
