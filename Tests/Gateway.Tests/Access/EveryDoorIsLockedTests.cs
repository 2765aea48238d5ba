using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Protocol;
using OrleansOps.Sockets;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

/// <summary>The list of doors is taken from the gateway itself: a new one that nobody locked fails here.</summary>
public sealed class EveryDoorIsLockedTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private static readonly string[] Open =
    [
        "GET /healthz", "GET /readyz", "GET /openapi/v1.json", "POST /api/v1/sessions/", "GET /api/v1/transfers/file", "HEAD /api/v1/transfers/file", "POST /api/v1/transfers/uploads/", "GET /api/v1/transfers/uploads/{id}", "PATCH /api/v1/transfers/uploads/{id}", "POST /api/agents/register", "GET /ws/agent/{agentId}", "GET /ws/agent", "GET /install.sh", "HEAD /install.sh", "GET /install/{platform}/ops-agent", "HEAD /install/{platform}/ops-agent", "GET /install/{platform}/sha256", "HEAD /install/{platform}/sha256",   // those of transfers ask for a task's token themselves, the two after them for a host's; what installs an agent is no secret
        "GET /api/agents", "GET /api/agents/{id}", "GET /api/metrics", "POST /api/agents/{id}/tasks", "POST /api/agents/{id}/tasks/batch", "POST /api/agents/{id}/tasks/{taskId}/cancel", "POST /api/agents/{id}/tasks/cancel/batch", "POST /api/agents/{id}/control", "POST /api/agents/{id}/upgrade", "POST /api/self/control", "POST /api/self/upgrade",   // a control plane signs: WhenAControlPlaneSigns.WithoutASignatureNoDoorOpens
    ];

    [Fact]
    public async Task WithoutATokenNothingOpens()
    {
        foreach (var (method, path) in Doors())
        {
            using var answer = await Knock(world.Stranger, method, path);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {answer.StatusCode}");
            if (method is "HEAD")
            {
                continue;   // without a body
            }

            await answer.IsProblem(HttpStatusCode.Unauthorized, "missing-token");
            var isHub = path.StartsWith(ProtocolVersion.HubPath, StringComparison.Ordinal);
            Assert.Equal(isHub ? AgentProof.Scheme : "Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task TheTokenOfAnotherKindOpensNothing()
    {
        using var agent = world.Client((await world.Enrol("doors")).Token);
        using var joiner = world.Client(await world.JoinToken());
        foreach (var (method, path) in Doors())
        {
            foreach (var client in (HttpClient[])[.. IsHub(path) ? [world.Operator, joiner] : IsEnrolment(path) ? [world.Operator, agent] : (HttpClient[])[agent, joiner]])
            {
                using var answer = await Knock(client, method, path);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {answer.StatusCode}");
                if (method is not "HEAD")
                {
                    await answer.IsProblem(HttpStatusCode.Forbidden, "wrong-token-kind");
                }
            }
        }
    }

    [Fact]
    public async Task AnotherSpellingOrMethodOpensNothing()
    {
        using var agent = world.Client((await world.Enrol("spelling")).Token);
        using var joiner = world.Client(await world.JoinToken());
        var paths = Doors().Select(door => door.Path).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains(paths, path => path.StartsWith("/dashboard", StringComparison.Ordinal));
        Assert.Contains("/api/v1/agents/follow", paths);
        foreach (var path in paths)
        {
            HttpClient[] strangers = IsHub(path) ? [world.Stranger, joiner] : IsEnrolment(path) ? [world.Stranger, agent] : [world.Stranger, agent, joiner];
            foreach (var client in strangers)
            {
                foreach (var spelling in Spellings(path))
                {
                    await IsShut(client, "GET", spelling);
                }

                foreach (var method in (string[])["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "OPEN"])
                {
                    await IsShut(client, method, path);
                }
            }
        }
    }

    [Fact]
    public async Task OnlyTheseDoorsStandOpen()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names);

        Assert.Equal(Open.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await world.Stranger.GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await world.Stranger.GetAsync("/readyz")).StatusCode);
    }

    [Fact]
    public void NoDoorLiesWhereThePagesAre()
    {
        Assert.All(Endpoints().SelectMany(Names).Select(name => name.Split(' ', 2)[1]), path =>
            Assert.Contains(OrleansOps.Pages.PageServer.Reserved, reserved => path.StartsWith(reserved, StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryHubMethodIsBehindTheHubsLock()
    {
        var hub = typeof(AgentHub);

        Assert.Equal(OrleansOps.Access.AccessPolicies.Agents, hub.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: false).Cast<AuthorizeAttribute>().Single().Policy);
        Assert.All(hub.GetMethods(), method => Assert.Empty(method.GetCustomAttributes(typeof(AllowAnonymousAttribute), inherit: true)));
        Assert.Equal(
            typeof(IAgentHub).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal),
            hub.GetMethods().Where(method => method.DeclaringType == hub && !method.IsVirtual || method.DeclaringType == hub && method.IsFinal)
                .Select(method => method.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnAddressThatIsNothingIsNotTold()
    {
        using var stranger = await world.Stranger.GetAsync("/api/v1/nothing");
        using var known = await world.Operator.GetAsync("/api/v1/nothing");
        using var method = await world.Operator.PatchAsync("/api/v1/tasks", null);

        await known.IsProblem(HttpStatusCode.NotFound, "unknown-path");
        await method.IsProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Contains(stranger.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Unauthorized]);
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ops_admin_short_x")]
    [InlineData("Bearer ops_admin_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Bearer ops_root_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task WhatIsNoTokenIsRefused(string header)
    {
        using var client = world.Client(token: null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.GetAsync("/api/v1/whoami");

        await answer.IsProblem(HttpStatusCode.Unauthorized, "wrong-token");
    }

    [Fact]
    public async Task ATokenInTheAddressIsRefused()
    {
        using var named = await world.Operator.GetAsync("/api/v1/whoami?access_token=x");
        using var hidden = await world.Operator.GetAsync($"/api/v1/tasks?agent={world.AdminToken}");

        await named.IsProblem(HttpStatusCode.BadRequest, "token-in-address");
        await hidden.IsProblem(HttpStatusCode.BadRequest, "token-in-address");
        Assert.DoesNotContain(world.AdminToken, await hidden.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static bool IsHub(string path) => path.StartsWith(ProtocolVersion.HubPath, StringComparison.Ordinal);

    private static bool IsEnrolment(string path) => path.EndsWith("/register", StringComparison.Ordinal);

    private static IEnumerable<string> Spellings(string path) =>
    [
        path.ToUpperInvariant(), path + "/", "/" + path, path.Replace("/", "//", StringComparison.Ordinal), "/%" + Convert.ToHexString([(byte)path[1]]) + path[2..],
        path.Replace("/", "%2f", StringComparison.Ordinal), path + ";x", path + "?x", path + "%00", path + "/.", "/x/.." + path,
    ];

    /// <summary>Refused, or not there. A page of the console may stand where nothing else is: it says nothing.</summary>
    private static async Task IsShut(HttpClient client, string method, string path)
    {
        var target = client.BaseAddress!.GetLeftPart(UriPartial.Authority) + (path.StartsWith('/') ? path : "/" + path);
        using var answer = await Knock(client, method, new Uri(target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        Assert.True(
            answer.Content.Headers.ContentType?.MediaType is "text/html" || (int)answer.StatusCode is >= 400 and < 500,
            $"{method} {path}: {answer.StatusCode}");
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private List<(string Method, string Path)> Doors()
    {
        var doors = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .SelectMany(Names).Select(name => name.Split(' ', 2)).Select(parts => (parts[0], parts[1].Replace("{id}", "x", StringComparison.Ordinal))).ToList();
        Assert.Contains(("PUT", "/api/v1/tasks/x"), doors);
        Assert.Contains(("GET", "/metrics"), doors);
        Assert.True(doors.Count > 15, $"There are only {doors.Count} doors.");
        return doors;
    }

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Count == 0 ? [$"GET {path}"] : methods.Select(method => $"{method} {path}");
    }

    private static Task<HttpResponseMessage> Knock(HttpClient client, string method, string path) =>
        Knock(client, method, new Uri(path, UriKind.Relative));

    private static Task<HttpResponseMessage> Knock(HttpClient client, string method, Uri path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "PUT" or "POST")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
