using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Hosting;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Hosting;

public sealed class WhenTheDashboardIsAsked(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Theory]
    [InlineData("/Trace")]
    [InlineData("/trace")]
    [InlineData("/TRACE/")]
    [InlineData("/Trac%65")]
    public async Task ItsEndlessLogIsNotServed(string path)
    {
        using var answer = await world.Operator.GetAsync(GrainDashboard.Path + path, HttpCompletionOption.ResponseHeadersRead);

        await answer.IsProblem(HttpStatusCode.NotFound, "log-not-served");
    }

    [Fact]
    public async Task WhatATokenReadsThereEndsWithTheToken()
    {
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "looker" });
        var token = await created.Json();
        using var looker = world.Client(token["token"]!.GetValue<string>());
        using var browser = await Browser.LoggedIn(world, token["token"]!.GetValue<string>());
        using var first = await looker.GetAsync(GrainDashboard.Path);   // they are made when the first of them is asked for
        var open = new List<string>();
        foreach (var path in Paths())
        {
            using var before = await looker.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            if (before.IsSuccessStatusCode)
            {
                Assert.Equal(HttpStatusCode.OK, (await browser.Get(path)).StatusCode);   // whole: none of them goes on for ever
                open.Add(path);
            }
        }

        Assert.True(open.Count >= 5, string.Join(' ', open));
        using var revoked = await world.Operator.DeleteAsync($"/api/v1/tokens/{token["id"]}");
        foreach (var path in open)
        {
            using var after = await looker.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            await after.IsProblem(HttpStatusCode.Unauthorized, "revoked-token");
            using var byCookie = await browser.Get(path);
            Assert.Equal(HttpStatusCode.Unauthorized, byCookie.StatusCode);
        }
    }

    private List<string> Paths() =>
    [
        .. world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => path.StartsWith(GrainDashboard.Path, StringComparison.Ordinal) && !path.Contains('{', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal),
    ];
}
