using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;
using Xunit.Abstractions;

namespace OrleansOps.Tests.Gateway.Tracing;

/// <summary>One trace from the call that submits a task to the process that it starts: gateway and silo here, Redis and the agent as programs of their own.</summary>
public sealed class WhenATaskIsTraced(ITestOutputHelper output) : IAsyncLifetime, IAsyncDisposable
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string CallerSpan = "b7ad6b7169203331";

    private readonly TemporaryDirectory _files = new();
    private readonly Recorder _recorder = new();
    private RedisServer _redis = null!;
    private GatewayWorld _world = null!;
    private OwnProcess _agent = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.Start();
        _world = await GatewayWorld.Start(
            _recorder.In, "--Store=Redis", $"--Redis:ConnectionString={_redis.Address}", "--Gateway:LogLevel=Debug",
            "--Tracing:Endpoint=http://127.0.0.1:9", "--Gateway:TraceLink=https://traces.example.org/{traceId}");
        await using (var enrol = new OwnProcess(
            Builds.AgentProgram[0], [.. Builds.AgentProgram.Skip(1), "enrol", "--data", _files.File("agent"), "--server", _world.Address.ToString(), "--name", "traced", "--join-token-stdin"], _files.File("enrol")))
        {
            await enrol.GiveAndWait(await _world.JoinToken());
        }

        _agent = new OwnProcess(Builds.AgentProgram[0], [.. Builds.AgentProgram.Skip(1), "run", "--data", _files.File("agent")], _files.File("log"), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPS_AGENT_LOG_FILE"] = AgentLog,
            ["OPS_AGENT_LOG_LEVEL"] = "Debug",
        });
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _world.DisposeAsync();
        await _redis.DisposeAsync();
        _recorder.Dispose();
        _files.Dispose();
    }

    private string AgentLog => _files.File("agent.log");

    [Fact]
    public async Task OneIdLeadsThroughAllOfIt()
    {
        _world.Operator.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-{CallerSpan}-01");
        _world.Operator.DefaultRequestHeaders.Add("tracestate", "caller=x1");
        using var answer = await _world.Submit("traced-1", Some.Task("traced", "echo \"<$TRACEPARENT $TRACESTATE>\""), waitSeconds: 30);
        _world.Operator.DefaultRequestHeaders.Remove("traceparent");
        var task = await answer.Json();

        Assert.Equal("succeeded", task["phase"]!.GetValue<string>());
        Assert.Equal(TraceId, task["traceId"]!.GetValue<string>());
        Assert.Equal($"https://traces.example.org/{TraceId}", task["traceLink"]!.GetValue<string>());
        var submit = (await Spans()).Single(span => span.Kind == ActivityKind.Server && span.ParentSpanId.ToString() == CallerSpan);
        Assert.Contains($"<00-{TraceId}-{submit.SpanId}-01 caller=x1>", await _world.Operator.GetStringAsync("/api/v1/tasks/traced-1/log/raw"), StringComparison.Ordinal);
        output.WriteLine(Drawn(await Spans(), submit));
        AssertLogged();
        AssertAgentLogged();
    }

    [Fact]
    public async Task WhatIsNotSampledHasItsIdAllTheSame()
    {
        _world.Operator.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-{CallerSpan}-00");
        using var answer = await _world.Submit("traced-2", Some.Task("traced", "echo \"<$TRACEPARENT>\""), waitSeconds: 30);

        Assert.Equal(TraceId, (await answer.Json())["traceId"]!.GetValue<string>());
        Assert.Matches($"<00-{TraceId}-[0-9a-f]{{16}}-00>", await _world.Operator.GetStringAsync("/api/v1/tasks/traced-2/log/raw"));
        Assert.DoesNotContain(_recorder.Spans(), span => span.TraceId.ToString() == TraceId);
    }

    /// <summary>The end of a task sends the next one, and the trace of the first is the current one then.</summary>
    [Fact]
    public async Task WhatMakesRoomIsNoPartOfTheTraceOfWhatIsSent()
    {
        var next = TraceId.Replace('0', '1');
        var agent = await _world.ConnectAgent("narrow", slots: 1);
        var first = await Submitted(agent, "narrow-1", TraceId);
        using var waits = await Submit("narrow-2", next);

        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(first) with { TraceParent = first.TraceParent });
        var second = await agent.NextOrder();

        Assert.Equal(next, TraceContext.IdOf(second.TraceParent));
        string[] parts = ["queue", "send", "IAgentConnection/Run", "write order"];
        await Eventually.Value(() => Names(next), found => Array.TrueForAll(parts, found.Contains), $"spans {string.Join(", ", parts)} of the second");
        await Eventually.Value(() => Names(TraceId), found => found.Contains("IAgentGrain/Ended"), "the span that ends the first");
        Assert.Contains("queue", Names(TraceId));   // of no length: it found a slot free
        Assert.Single(Names(TraceId), "send");
        Assert.DoesNotContain("ITaskGrain/Dispatch", Names(TraceId));
    }

    private async Task<RunTask> Submitted(TestAgent agent, string id, string trace)
    {
        using var answer = await Submit(id, trace);
        return await agent.NextOrder();
    }

    private async Task<HttpResponseMessage> Submit(string id, string trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/tasks/{id}") { Content = JsonContent.Create(Some.Task("narrow")) };
        request.Headers.Add("traceparent", $"00-{trace}-{CallerSpan}-01");
        return await _world.Operator.SendAsync(request);
    }

    private IReadOnlyList<string> Names(string trace) => [.. _recorder.Spans().Where(span => span.TraceId.ToString() == trace).Select(span => span.DisplayName)];

    /// <summary>All parts of the way are there; the last ones are made after the answer.</summary>
    private async Task<IReadOnlyList<Activity>> Spans()
    {
        string[] parts =
        [
            "IAgentGrain/Submit", "ITaskGrain/Submit", "task-create", "queue", "store task", "task-write", "send", "IAgentConnection/Run", "write order", "dispatch", "journal", "spawn", "run",
            "publish log", "store log", "log-append", "Ended", "IAgentGrain/Ended", "result",
        ];
        await Eventually.Value(() => InTrace().Select(span => span.DisplayName).ToHashSet(StringComparer.Ordinal), found => Array.TrueForAll(parts, found.Contains), $"spans {string.Join(", ", parts)}");
        return InTrace();
    }

    private List<Activity> InTrace() => [.. _recorder.Spans().Where(span => span.TraceId.ToString() == TraceId)];

    private void AssertLogged()
    {
        var records = _recorder.Records.Where(record => record.Sentence.Contains("traced-1", StringComparison.Ordinal) && record.Sentence.StartsWith("Task ", StringComparison.Ordinal)).ToList();
        Assert.Contains(records, record => record.Sentence.Contains("from Queued to Sent", StringComparison.Ordinal));
        Assert.All(records, record => Assert.Equal((record.Sentence, TraceId), record));
    }

    private void AssertAgentLogged()
    {
        var records = File.ReadAllLines(AgentLog).Where(line => line.Contains("traced-1", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(records);
        Assert.All(records, line => Assert.EndsWith($" trace={TraceId}", line, StringComparison.Ordinal));
    }

    private static string Drawn(IReadOnlyList<Activity> spans, Activity root)
    {
        var began = root.StartTimeUtc;
        return string.Join('\n', Lines(root, 0));

        IEnumerable<string> Lines(Activity span, int depth) => spans
            .Where(child => child.ParentSpanId == span.SpanId)
            .OrderBy(child => child.StartTimeUtc)
            .SelectMany(child => Lines(child, depth + 1))
            .Prepend(string.Create(CultureInfo.InvariantCulture,
                $"{(span.StartTimeUtc - began).TotalMilliseconds,9:0.00} ms {span.Duration.TotalMilliseconds,9:0.00} ms  {new string(' ', 2 * depth)}{span.DisplayName}"));
    }
}
