using Microsoft.Extensions.Logging.Abstractions;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests;

/// <summary>An agent in this process, on this machine, with a directory of its own.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly TestGateway[] _gateways;
    private readonly TemporaryDirectory _directory = new();
    private readonly int _slots;
    private readonly string _id;
    private readonly HostPolicy _policy;
    private Uri? _elsewhere;
    private CancellationTokenSource _stopping = new();
    private Agent? _agent;
    private JournalFile? _journal;
    private LinuxTaskHost? _host;
    private GatewaySockets? _sockets;
    private Task _running = Task.CompletedTask;

    private TestAgent(TestGateway[] gateways, int slots, string id, string? data, HostPolicy? policy = null)
    {
        Data = data ?? _directory.Path;
        _gateways = gateways;
        _slots = slots;
        _id = id;
        _policy = policy ?? HostPolicy.Anything;
    }

    public string Data { get; }

    /// <summary>Bytes of output that are not stored yet.</summary>
    public long Unstored => _agent!.Held.Sum(attempt => attempt.Log.UnstoredBytes);

    /// <summary>Tasks that ended and are not settled.</summary>
    public int Ended => _agent!.Held.Count(attempt => attempt.Report is not null);

    /// <summary>The gateway that it is told to go to if there is only one.</summary>
    private TestGateway Gateway => _gateways[0];

    public Task UntilNothingIsHeld() => Gateway.Until(() => _agent!.Held.Count == 0, "nothing held by the agent");

    /// <summary>Kills the processes of a task behind the agent's back.</summary>
    public async Task KillEverythingOf(string taskId)
    {
        var files = new TaskFiles(Path.Join(Data, "tasks"), new AttemptId(taskId, 1));
        foreach (var process in await new TaskProcesses(files, TimeProvider.System).Find(files.ReadClaim()!.Supervisor!.Id, root: null))
        {
            _ = Native.Kill(process.Pid, Signals.Kill);
        }
    }

    public static async Task<TestAgent> Start(TestGateway gateway, int slots = 5, string id = TestGateway.AgentId, string? data = null, HostPolicy? policy = null)
    {
        var agent = new TestAgent([gateway], slots, id, data, policy);
        var sessions = gateway.Hellos.Count;
        agent.Start();
        await gateway.UntilConnected(sessions + 1);
        return agent;
    }

    /// <summary>One that knows several gateways, and begins with either.</summary>
    public static TestAgent StartAtAny(params TestGateway[] gateways)
    {
        var agent = new TestAgent(gateways, slots: 5, TestGateway.AgentId, data: null);
        agent.Start();
        return agent;
    }

    /// <summary>One that is sent to somebody who is not its gateway.</summary>
    public static TestAgent StartAt(Uri address)
    {
        var agent = new TestAgent([], slots: 5, TestGateway.AgentId, data: null) { _elsewhere = address };
        agent.Start();
        return agent;
    }

    public void Start()
    {
        var time = TimeProvider.System;
        var loggers = NullLoggerFactory.Instance;
        _stopping = new CancellationTokenSource();
        _journal = new JournalFile(Path.Join(Data, "journal"));
        _sockets = new GatewaySockets((_elsewhere is { } address ? [address] : _gateways.Select(gateway => gateway.Address)).Select(gateway => new GatewayOptions { Server = gateway }), TestGateway.Token, time);
        _host = new LinuxTaskHost(Data, Supervisor.Path, time, NullLogger<LinuxTaskHost>.Instance, policy: _policy);
        var setup = new AgentSetup(_id, new HostIdentity("test", _slots, HostFactsReader.Read(time, _policy), Guid.NewGuid().ToString("N"), Installation: null), new Random(1), new HostSampler(), new byte[32]) { Policy = _policy };
        _agent = new Agent(new Turns(), setup, _journal, _host, _sockets.Connectors(loggers), time, loggers);
        _running = _agent.RunAsync(_stopping.Token);
    }

    /// <summary>Stops it as a service manager does.</summary>
    public async Task Stop()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(30));
        _agent?.Dispose();
        _host?.Dispose();
        _journal?.Dispose();
        _sockets?.Dispose();
        _stopping.Dispose();
    }

    public async Task Restart()
    {
        var sessions = Gateway.Hellos.Count;
        await Stop();
        Start();
        await Gateway.UntilConnected(sessions + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _directory.Dispose();
    }
}
