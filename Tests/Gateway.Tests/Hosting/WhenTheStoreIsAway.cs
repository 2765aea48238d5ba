using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Hosting;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Hosting;

/// <summary>On a real Redis that is killed and comes back.</summary>
public sealed class WhenTheStoreIsAway : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private GatewayWorld _world = null!;

    public async Task InitializeAsync()
    {
        // Under everysec Redis holds writes back while a sync is under way, and a kill then takes what was acknowledged. These tests ask
        // what we do with a store that keeps its word.
        _redis = await RedisServer.Start("always");
        _world = await Start();
    }

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task AResultIsAcknowledgedOnlyWhenItIsStored()
    {
        var agent = await _world.ConnectAgent("away-1");
        var order = await Running(agent, "away-1");
        using var refusals = new RefusalCodes(_world);
        await _redis.Kill();

        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order));
        await agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);   // the heartbeat does not wait for the store

        // It tries several times, and each try has the time that the store has.
        await Eventually.Holds(() => refusals.All.Contains("report-not-stored", StringComparer.Ordinal), "the gateway gives the report up", TimeSpan.FromSeconds(90));
        Assert.False(agent.HasSettled);

        await _redis.Resume();
        await Eventually.Get(
            async () =>
            {
                await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order));
                return agent.HasSettled;
            },
            isAcknowledged => isAcknowledged,
            "the repeated result is acknowledged");
        Assert.Equal(SettledCode.Stored, (await agent.NextSettled()).Code);
        await _world.TaskWhen("away-1", "succeeded");
    }

    [Fact]
    public async Task OutputThatCameMeanwhileIsStoredOnceAndInOrder()
    {
        var agent = await _world.ConnectAgent("away-2");
        var order = await Running(agent, "away-2");
        await agent.Log(order, "1\n");
        await _redis.Kill();
        for (var i = 2; i <= 20; i++)
        {
            await agent.Send(nameof(IAgentHub.Log), Some.Batch(order, $"{i % 10}\n", seq: i, offset: 2 * (i - 1)));
        }

        await _redis.Resume();

        LogMark mark;
        do
        {
            mark = await agent.NextMark();
            Assert.Null(mark.Problem);
        }
        while (mark.NextSeq < 21);
        Assert.Equal(
            string.Concat(Enumerable.Range(1, 20).Select(i => $"{i % 10}\n")),
            await _world.Operator.GetStringAsync("/api/v1/tasks/away-2/log/raw"));
    }

    [Fact]
    public async Task ARequestIsRefusedAsRepeatable()
    {
        await _world.Enrol("away-3");
        await _redis.Kill();
        using var refused = await _world.Submit("away-3", Some.Task("away-3"));
        await refused.IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);

        await _redis.Resume();
        await Eventually.Get(
            async () =>
            {
                using var again = await _world.Submit("away-3", Some.Task("away-3"));
                return again.StatusCode;
            },
            status => status is HttpStatusCode.Created or HttpStatusCode.OK,
            "the same request is taken");
    }

    /// <summary>Whichever grain or provider finds out, and however it says so.</summary>
    [Fact]
    public async Task NothingThatIsReadIsAnsweredWithAFaultOfOurs()
    {
        var addresses = _world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
                && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(endpoint => string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
                segment.Parts[0] is RoutePatternLiteralPart literal ? literal.Content : "0123456789abcdef")))
            .ToArray();
        Assert.True(addresses.Length > 10, $"Only {addresses.Length} addresses were found.");
        await _redis.Kill();

        var wrong = (await Task.WhenAll(addresses.Select(Read))).Where(answer => answer is not null).ToList();

        Assert.Empty(wrong);
        await _redis.Resume();

        async Task<string?> Read(string address)
        {
            using var answer = await _world.Operator.GetAsync($"/{address}", HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode is HttpStatusCode.ServiceUnavailable ? (answer.Headers.RetryAfter is null ? $"{address}: 503 without Retry-After" : null)
                : (int)answer.StatusCode >= 500 ? $"{address}: {await answer.Content.ReadAsStringAsync()}" : null;
        }
    }

    /// <summary>Redis may go away between the silo's start, which waits for it, and the gateway's first question.</summary>
    [Fact]
    public async Task TheFirstTokenWaitsForIt()
    {
        File.Delete(_world.AdminTokenFile);
        var services = _world.Services;
        var options = Options.Create(new AccessOptions { IssueAdminToken = true });
        var time = new CountingTimeProvider();
        var first = new FirstAdminToken(
            _world.Grains, services.GetRequiredService<IOptions<GatewayOptions>>(), options, services.GetRequiredService<AuditTrail>(), time, NullLogger<FirstAdminToken>.Instance);
        await _redis.Kill();

        var issued = first.StartAsync(default);
        await Eventually.Get(() => Task.FromResult(time.Timers), timers => timers > 0 || issued.IsCompleted, "it waits before it asks again");
        Assert.False(issued.IsCompleted);

        await _redis.Resume();
        await Eventually.Get(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(issued.IsCompleted);
            },
            isIssued => isIssued,
            "the token is issued");
        await issued;
        Assert.True(AccessToken.TryParse((await File.ReadAllTextAsync(_world.AdminTokenFile)).Trim(), out _));
    }

    [Fact]
    public async Task AnotherStartFindsItsTokensAndTasks()
    {
        var identity = await _world.Enrol("away-4");
        using var created = await _world.Submit("away-4", Some.Task("away-4"));
        var admin = _world.AdminToken;
        await _world.DisposeAsync();

        _world = await Start("--Gateway:Access:IssueAdminToken=true");   // the folder with the first token went with the first world
        using var old = _world.Client(admin);
        using var task = await old.GetAsync("/api/v1/tasks/away-4");

        Assert.NotEqual(admin, _world.AdminToken);
        Assert.True(AccessToken.TryParse(_world.AdminToken, out _));
        Assert.Equal("queued", (await task.Json())["phase"]!.GetValue<string>());
        var agent = _world.Agent(identity);
        await agent.Connect();
        await agent.Hello();
        Assert.Equal("away-4", (await agent.NextOrder()).TaskId);
    }

    private Task<GatewayWorld> Start(params string[] settings) =>
        GatewayWorld.Start(["--Store=Redis", $"--Redis:ConnectionString={_redis.Address}", .. settings]);

    private async Task<RunTask> Running(TestAgent agent, string id)
    {
        using var created = await _world.Submit(id, Some.Task(id));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await _world.TaskWhen(id, "running");
        return order;
    }
}
