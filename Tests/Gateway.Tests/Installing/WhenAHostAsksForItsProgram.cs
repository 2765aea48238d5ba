using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Installing;

/// <summary>What a host gets before it has any token: the installer, the agent's program and its hash, and nothing else of the folder.</summary>
public sealed class WhenAHostAsksForItsProgram : IAsyncLifetime
{
    private const int Most = 100;

    private readonly string _packages = Directory.CreateTempSubdirectory("ops-packages-").FullName;

    private GatewayWorld _world = null!;

    public async Task InitializeAsync()
    {
        Put("linux-x64", "the agent");
        await File.WriteAllTextAsync(Path.Join(_packages, "secret"), "of the folder");
        _world = await GatewayWorld.Start("--Gateway:AgentPackages=" + _packages);
    }

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        Directory.Delete(_packages, recursive: true);
    }

    [Fact]
    public async Task ItIsServedWithItsHash()
    {
        using var program = await _world.Stranger.GetAsync("/install/linux-x64/ops-agent");
        using var head = await _world.Stranger.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/install/linux-x64/ops-agent"));

        Assert.Equal("the agent", await program.Content.ReadAsStringAsync());
        Assert.Equal("application/octet-stream", program.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"\"{Hash("the agent")}\"", program.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.OK, 9L), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal($"{Hash("the agent")}  ops-agent\n", await _world.Stranger.GetStringAsync("/install/linux-x64/sha256"));
    }

    [Fact]
    public async Task TheInstallerIsAScriptWithoutASecret()
    {
        using var answer = await _world.Stranger.GetAsync("/install.sh");
        var script = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/x-shellscript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("#!/bin/sh\n", script, StringComparison.Ordinal);
        Assert.EndsWith("\nmain \"$@\"\n", script, StringComparison.Ordinal);   // one that is cut off does nothing
        Assert.DoesNotContain("ops_join_", script, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.AdminToken, script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AJoinTokenNamesWhatIsThere_AndWhatIsThereIsLookedAtAnew()
    {
        Assert.Equal([("linux-x64", Hash("the agent"))], await Programs());

        Put("linux-x64", "another agent");
        Put("linux-arm64", "an agent for others");

        Assert.Equal([("linux-x64", Hash("another agent")), ("linux-arm64", Hash("an agent for others"))], await Programs());
        Assert.Equal("another agent", await _world.Stranger.GetStringAsync("/install/linux-x64/ops-agent"));
    }

    [Theory]
    [InlineData("/install/linux-arm64/ops-agent", "unknown-package")]
    [InlineData("/install/linux-arm64/sha256", "unknown-package")]
    [InlineData("/install/windows-x64/ops-agent", "unknown-package")]
    [InlineData("/install/LINUX-X64/ops-agent", "unknown-package")]
    [InlineData("/install/linux-x64%2f../ops-agent", "unknown-package")]
    [InlineData("/install/..%2flinux-x64/ops-agent", "unknown-package")]
    [InlineData("/install/", "missing-token")]   // nothing is there; who may ask what is there would need a token
    [InlineData("/install/linux-x64", "missing-token")]
    [InlineData("/install/linux-x64/", "missing-token")]
    [InlineData("/install/linux-x64/ops-agent.cdx.json", "missing-token")]
    [InlineData("/install/secret", "missing-token")]
    public async Task NothingElseIs(string path, string code)
    {
        using var answer = await _world.Stranger.GetAsync(new Uri(_world.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        await answer.IsProblem(code == "missing-token" ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, code);
    }

    [Fact]
    public async Task WithoutAFolderThereIsNothing_AndTheLineIsAsItWas()
    {
        await using var bare = await GatewayWorld.Start();
        using var program = await bare.Stranger.GetAsync("/install/linux-x64/ops-agent");
        using var token = await bare.Operator.PostAsJsonAsync("/api/v1/join-tokens", new { });

        await program.IsProblem(HttpStatusCode.NotFound, "unknown-package");
        Assert.Empty((await token.Json())["programs"]!.AsArray());
    }

    [Fact]
    public async Task WhatIsTooLargeIsNotServed()
    {
        using (var file = File.OpenHandle(Path.Join(_packages, "linux-x64/ops-agent"), FileMode.Open, FileAccess.Write))
        {
            RandomAccess.SetLength(file, (256L << 20) + 1);   // a hole: it takes no room
        }

        using var answer = await _world.Stranger.GetAsync("/install/linux-x64/ops-agent");

        await answer.IsProblem(HttpStatusCode.NotFound, "unknown-package");
    }

    [Fact]
    public async Task OfManyAtOnceTheLastAreAskedToComeBack_AndGetItWhenOthersHaveGone()
    {
        Put("linux-x64", new string('x', 32 << 20));   // more than sockets hold
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Most; i++)
            {
                slow.Add(await AskAndReadNothing());
            }

            using var refused = await _world.Stranger.GetAsync("/install/linux-x64/ops-agent", HttpCompletionOption.ResponseHeadersRead);
            await refused.IsProblem(HttpStatusCode.ServiceUnavailable, "too-many-downloads");
            Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }

        await Eventually.Get(
            async () =>
            {
                using var answer = await _world.Stranger.GetAsync("/install/linux-x64/ops-agent", HttpCompletionOption.ResponseHeadersRead);
                return answer.StatusCode;
            },
            status => status == HttpStatusCode.OK,
            "a place is free when others have gone");
    }

    private async Task<TcpClient> AskAndReadNothing()
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(_world.Address.Host, _world.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /install/linux-x64/ops-agent HTTP/1.1\r\nHost: {_world.Address.Authority}\r\n\r\n"));
        await stream.ReadExactlyAsync(new byte[12]);   // "HTTP/1.1 200": it has its place
        return client;
    }

    private async Task<IEnumerable<(string, string)>> Programs()
    {
        using var answer = await _world.Operator.PostAsJsonAsync("/api/v1/join-tokens", new { });
        return [.. (await answer.Json())["programs"]!.AsArray().Select(program => (program!["platform"]!.GetValue<string>(), program["sha256"]!.GetValue<string>()))];
    }

    /// <summary>As ./ops publish does: under another name, then in the place of the old one.</summary>
    private void Put(string platform, string content)
    {
        Directory.CreateDirectory(Path.Join(_packages, platform));
        File.WriteAllText(Path.Join(_packages, platform + "/ops-agent.new"), content);
        File.Move(Path.Join(_packages, platform + "/ops-agent.new"), Path.Join(_packages, platform + "/ops-agent"), overwrite: true);
    }

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
