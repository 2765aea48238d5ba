using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Pages;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Pages;

/// <summary>The console's files, as the gateway serves them. The files here are the test's own.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private static readonly Dictionary<string, byte[]> Files = new(StringComparer.Ordinal)
    {
        ["index.html"] = Encoding.UTF8.GetBytes("<!doctype html><title>console</title>"),
        ["assets/app-1a2b.js"] = Encoding.UTF8.GetBytes("plain script"),
        ["assets/app-1a2b.js.br"] = Encoding.UTF8.GetBytes("brotli script"),
        ["assets/app-1a2b.js.gz"] = Encoding.UTF8.GetBytes("gzip script"),
        ["icon.svg"] = Encoding.UTF8.GetBytes("<svg/>"),
    };

    private GatewayWorld _world = null!;

    public async Task InitializeAsync() =>
        _world = await GatewayWorld.Start(builder => builder.Services.AddSingleton(new PageFiles(Files)));

    public Task DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/fleet")]
    [InlineData("/tasks/abc?x=1")]
    [InlineData("/apiary")]
    [InlineData("/nothing.at.all")]
    public async Task AnAddressOfTheConsoleGetsItsFirstPage(string path)
    {
        using var answer = await _world.Stranger.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("<!doctype html><title>console</title>", await answer.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", Header(answer, "Cache-Control"));
    }

    [Fact]
    public async Task NothingInAPageMayComeFromElsewhereOrRunInline()
    {
        using var answer = await _world.Stranger.GetAsync("/");

        var policy = Header(answer, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("style-src 'self'", policy);
        Assert.Contains("connect-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.Contains("form-action 'self'", policy);
        Assert.DoesNotContain(policy, part => part.Contains("unsafe", StringComparison.Ordinal) || part.Contains('*', StringComparison.Ordinal));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
    }

    [Theory]
    [InlineData("br, gzip", "br", "brotli script")]
    [InlineData("gzip", "gzip", "gzip script")]
    [InlineData("br;q=0, gzip", "gzip", "gzip script")]
    [InlineData("identity", null, "plain script")]
    [InlineData(null, null, "plain script")]
    public async Task AnAssetIsSentAsTheBrowserTakesIt(string? accepted, string? encoding, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        using var answer = await _world.Stranger.SendAsync(request);

        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", Header(answer, "Cache-Control"));
        Assert.Equal("Accept-Encoding", Header(answer, "Vary"));
    }

    [Fact]
    public async Task WhatTheBrowserHasIsNotSentAgain()
    {
        using var first = await _world.Stranger.GetAsync("/icon.svg");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/icon.svg");
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        using var second = await _world.Stranger.SendAsync(request);

        Assert.Equal("image/svg+xml", first.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/assets/gone-3c4d.js")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/API/v1/nothing")]
    [InlineData("/api")]
    [InlineData("/hubs/other")]
    [InlineData("/metricsx/../metrics/x")]
    public async Task AnAddressOfSomethingElseIsNoPage(string path)
    {
        using var answer = await _world.Operator.GetAsync(path);

        await answer.IsProblem(HttpStatusCode.NotFound, "unknown-path");
    }

    [Fact]
    public async Task PagesAreReadOnly()
    {
        using var head = await _world.Stranger.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));
        using var post = await _world.Stranger.PostAsync("/", content: null);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(Files["index.html"].Length, head.Content.Headers.ContentLength);
        Assert.False(post.IsSuccessStatusCode, $"POST / was answered with {post.StatusCode}");
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
