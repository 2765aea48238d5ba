using OrleansOps.AgentTests.Doctor;
using OrleansOps.AgentTests.Transfers;
using OrleansOps.HostAgent.Doctor;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Connection;

/// <summary>
/// Where the environment names a proxy, the agent's whole way goes through it: enrolment, socket, files. The gateways here have names that only the proxy knows.
/// </summary>
public sealed class ProxyTests : IDisposable
{
    private static readonly string[] Variables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    private readonly TemporaryDirectory _directory = new();

    private string Data => Path.Join(_directory.Path, "data");

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("http_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task EnrolmentSocketAndFilesGoThroughIt(string variable)
    {
        await using var gateway = await TestGateway.Start();
        await using var proxy = ForwardProxy.Start();
        await using var files = await FileServer.Start((_, http) => FileServer.Give(http, "content"u8.ToArray()));
        var environment = With((variable, $"http://127.0.0.1:{proxy.Port}"));
        var server = $"http://gateway.invalid:{gateway.Address.Port}";

        var (exitCode, output, error) = await AgentProcess.RunWith(environment, ["enrol", "--data", Data, "--server", server, "--insecure-http", "--join-token-stdin"], TestGateway.JoinToken);
        Assert.True(exitCode == 0, output + error);
        Assert.StartsWith($"POST {server}/", Assert.Single(proxy.Asked), StringComparison.Ordinal);

        var log = Path.Join(_directory.Path, "log");
        await using var agent = AgentProcess.StartWith(["run", "--data", Data, "--insecure-http", "--log-file", log], environment);
        gateway.AgentLog = () => File.Exists(log) ? File.ReadAllText(log) : "nothing";
        await gateway.UntilConnected();
        Assert.Contains($"CONNECT gateway.invalid:{gateway.Address.Port} HTTP/1.1", proxy.Asked);
        Assert.Contains($"gateway.invalid:{gateway.Address.Port} is reached through http://127.0.0.1:{proxy.Port} ({variable})", await File.ReadAllTextAsync(log), StringComparison.Ordinal);

        var target = Path.Join(_directory.Path, "file");
        await gateway.Run(Some.Script("t1", "") with { Kind = TaskKind.File, Script = null, File = new FileDelivery(target, Url: $"http://files.invalid:{files.Address.Port}/x") });
        Assert.Equal(0, (await gateway.UntilEnded("t1")).ExitCode);
        Assert.Equal("content", await File.ReadAllTextAsync(target));
        Assert.Contains(proxy.Asked, asked => asked.StartsWith($"GET http://files.invalid:{files.Address.Port}/x ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TlsIsSpokenWithTheGatewayWithinTheTunnel()
    {
        await using var gateway = await TlsGateway.Start("gateway.invalid");
        await using var proxy = ForwardProxy.Start();
        var authority = Path.Join(_directory.Path, "ca.pem");
        await File.WriteAllTextAsync(authority, gateway.Authority);

        var (exitCode, _, error) = await Enrol($"https://gateway.invalid:{gateway.Address.Port}", With(("HTTPS_PROXY", $"http://127.0.0.1:{proxy.Port}")), "--ca-file", authority);

        Assert.Equal(1, exitCode);
        Assert.Contains("The gateway refused: HTTP status 404", error, StringComparison.Ordinal);
        Assert.Equal([$"CONNECT gateway.invalid:{gateway.Address.Port} HTTP/1.1"], proxy.Asked);
    }

    [Fact]
    public async Task UserAndPasswordAreGivenToTheProxyAndShownToNobody()
    {
        await using var gateway = await TestGateway.Start();
        await using var proxy = ForwardProxy.Start("ada:pass:word%");
        var environment = With(("HTTP_PROXY", $"http://ada:pass%3Aword%25@127.0.0.1:{proxy.Port}"));
        var server = $"http://gateway.invalid:{gateway.Address.Port}";

        var (exitCode, output, error) = await AgentProcess.RunWith(environment, ["enrol", "--data", Data, "--server", server, "--insecure-http", "--join-token-stdin"], TestGateway.JoinToken);
        Assert.True(exitCode == 0, output + error);
        var log = Path.Join(_directory.Path, "log");
        await using var agent = AgentProcess.StartWith(["run", "--data", Data, "--insecure-http", "--log-file", log, "--log-level", "Verbose"], environment);
        await gateway.UntilConnected();
        var (_, examined, _) = await AgentProcess.RunWith(environment, ["doctor", "--data", Data, "--insecure-http"]);

        var logged = await File.ReadAllTextAsync(log);
        Assert.Contains($"through http://***@127.0.0.1:{proxy.Port} (HTTP_PROXY)", logged, StringComparison.Ordinal);
        Assert.Contains($"ok    proxy          The way goes through http://***@127.0.0.1:{proxy.Port} (HTTP_PROXY).", examined, StringComparison.Ordinal);
        Assert.All([output + error, logged, examined], said =>
        {
            Assert.DoesNotContain("pass%3Aword", said, StringComparison.Ordinal);
            Assert.DoesNotContain("pass:word", said, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task AProxyThatWantsAPasswordAndGetsNone_IsTold()
    {
        await using var gateway = await TestGateway.Start();
        await using var proxy = ForwardProxy.Start("ada:secret");
        var server = $"http://gateway.invalid:{gateway.Address.Port}";

        var (exitCode, _, error) = await Enrol(server, With(("HTTP_PROXY", $"http://127.0.0.1:{proxy.Port}")), "--insecure-http");

        Assert.Equal((1, 1), (exitCode, proxy.Refused));
        Assert.Contains("The proxy on the way wants a user and a password", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_PROXY", "gateway.invalid")]
    [InlineData("no_proxy", "other.example,.invalid")]
    public async Task WhatNoProxyNames_IsAskedWithout(string variable, string names)
    {
        await using var proxy = ForwardProxy.Start();

        var (exitCode, _, error) = await Enrol("http://gateway.invalid:1", With(("HTTP_PROXY", $"http://127.0.0.1:{proxy.Port}"), (variable, names)), "--insecure-http");

        Assert.Equal(1, exitCode);
        Assert.Contains("did not answer as a gateway does", error, StringComparison.Ordinal);
        Assert.Empty(proxy.Asked);
    }

    [Fact]
    public async Task AGatewayOnThisHost_IsAskedWithout()
    {
        await using var gateway = await TestGateway.Start();
        await using var proxy = ForwardProxy.Start();

        var (exitCode, output, error) = await AgentProcess.RunWith(
            With(("HTTP_PROXY", $"http://127.0.0.1:{proxy.Port}"), ("ALL_PROXY", $"http://127.0.0.1:{proxy.Port}")), ["enrol", "--data", Data, "--server", gateway.Address.ToString(), "--join-token-stdin"], TestGateway.JoinToken);

        Assert.True(exitCode == 0, output + error);
        Assert.Empty(proxy.Asked);
    }

    [Fact]
    public async Task DoctorSaysWhatIsWrongWithIt()
    {
        using var agent = new ExaminedAgent();
        agent.Enrolled("http://gateway.invalid:5180");

        var away = await agent.ExamineWith(new Dictionary<string, string>(StringComparer.Ordinal) { ["HTTP_PROXY"] = "http://ada:secret@127.0.0.1:1" }, "--insecure-http");
        var found = Assert.Single(away.Of("proxy"));
        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.StartsWith("gateway.invalid:5180 cannot be reached through http://***@127.0.0.1:1 (HTTP_PROXY): Connection refused", found.Sentence, StringComparison.Ordinal);
        Assert.Equal("gateway.invalid is looked up by the proxy.", Assert.Single(away.Of("name")).Sentence);
        Assert.DoesNotContain("secret", away.ToString(), StringComparison.Ordinal);

        await using var proxy = ForwardProxy.Start("ada:secret");
        var refused = await agent.ExamineWith(new Dictionary<string, string>(StringComparer.Ordinal) { ["HTTP_PROXY"] = $"http://127.0.0.1:{proxy.Port}" }, "--insecure-http");
        Assert.Equal($"The proxy http://127.0.0.1:{proxy.Port} (HTTP_PROXY) wants a user and a password.", Assert.Single(refused.Of("proxy"), finding => finding.Verdict == Verdict.Fail).Sentence);
    }

    public void Dispose() => _directory.Dispose();

    private async Task<(int ExitCode, string Output, string Error)> Enrol(string server, IReadOnlyDictionary<string, string> environment, params string[] options) =>
        await AgentProcess.RunWith(environment, ["enrol", "--data", Data, "--server", server, .. options, "--join-token-stdin"], "any");

    /// <summary>These variables, and none of the machine's own.</summary>
    private static Dictionary<string, string> With(params (string Name, string Value)[] set)
    {
        var environment = Variables.ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        foreach (var (name, value) in set)
        {
            environment[name] = value;
        }

        return environment;
    }
}
