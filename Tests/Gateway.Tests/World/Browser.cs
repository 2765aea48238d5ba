using System.Net.Http.Json;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>A browser with a cookie jar of its own, which says where its requests come from as browsers do.</summary>
internal sealed class Browser : IDisposable
{
    private readonly GatewayWorld _world;

    public Browser(GatewayWorld world)
    {
        _world = world;
        Client = new HttpClient { BaseAddress = world.Address, Timeout = Eventually.Limit };
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64)");
    }

    public HttpClient Client { get; }

    /// <summary>What the gateway set last; null before the first login.</summary>
    public string? SetCookie { get; private set; }

    public string? Cookie => SetCookie?.Split(';')[0];

    public static async Task<Browser> LoggedIn(GatewayWorld world, string? token = null)
    {
        var browser = new Browser(world);
        using var answer = await browser.LogIn(token ?? world.AdminToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return browser;
    }

    public Task<HttpResponseMessage> LogIn(string? token, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, "/api/v1/sessions", JsonContent.Create(new { token }), headers.Length > 0 ? headers : [("Sec-Fetch-Site", "same-origin")]);

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, content: null, headers);

    public Task<HttpResponseMessage> Delete(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Delete, path, content: null, headers.Length > 0 ? headers : [("Sec-Fetch-Site", "same-origin")]);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_world.Address, path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Cookie is { } cookie)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        var answer = await Client.SendAsync(request);
        SetCookie = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single() : SetCookie;
        return answer;
    }

    /// <summary>Another browser to which somebody has carried the cookie.</summary>
    public Browser Copy() => new(_world) { SetCookie = SetCookie };

    public void Dispose() => Client.Dispose();
}
