using System.Diagnostics;
using OrleansOps.HostAgent.Doctor;

namespace OrleansOps.AgentTests.Doctor;

/// <summary>`ops-agent doctor` on installations that are broken for real, each in one way: it names that one, and says how to mend it.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly ExaminedAgent _agent = new();

    [Fact]
    public async Task AllIsWell_WhileTheAgentRuns_AndItStaysConnected()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        await gateway.UntilConnected();

        var (exitCode, output, error) = await AgentProcess.Run(["doctor", "--data", agent.Data]);

        Assert.True(exitCode == 0, output + error);
        Assert.All((string[])["configuration", "rights", "disk", "limits", "cgroup", "name", "proxy", "connection", "tls", "gateway", "clock", "token"], check => Assert.Contains($"ok    {check} ", output, StringComparison.Ordinal));
        Assert.EndsWith("All is well.", output.Trim(), StringComparison.Ordinal);
        Assert.Single(gateway.Hellos);
        await gateway.Run(Some.Script("t1", "echo still here"));
        Assert.Equal(0, (await gateway.UntilEnded("t1")).ExitCode);
        Assert.Single(gateway.Hellos);
    }

    [Fact]
    public async Task TheSettingsAreWrong()
    {
        var file = _agent.Write("config.yaml", "solts: 3\nlog_days: x\n");

        var examined = await _agent.Enrolled("http://127.0.0.1:1").Examine("--config", file);

        Assert.Equal((2, 2), (examined.ExitCode, examined.Report.Failed));
        Assert.StartsWith($"{file}:1: 'solts' is no setting of the agent. Did you mean slots?", examined.Report.Findings[0].Sentence, StringComparison.Ordinal);
        Assert.Equal("Correct it, and look again: ops-agent config --check", examined.Report.Findings[0].Mend);
    }

    [Fact]
    public async Task ItIsNotEnrolled()
    {
        await using var gateway = await TestGateway.Start();

        var examined = await _agent.Examine("--server", gateway.Address.ToString());

        Assert.Equal(1, examined.ExitCode);
        Assert.Equal("This agent is not enrolled.", Assert.Single(examined.Of("token")).Sentence);
        Assert.Equal(Verdict.Warn, examined.Of("rights").Last().Verdict);   // its directory is not there yet
        Assert.Equal(Verdict.Ok, Assert.Single(examined.Of("gateway")).Verdict);
    }

    [Fact]
    public async Task NobodySaysWhichGateway()
    {
        var examined = await _agent.Examine();

        Assert.Equal(("Say which gateway with --server.", 1), (Assert.Single(examined.Of("gateway")).Sentence, examined.ExitCode));
    }

    [Fact]
    public async Task TheNameCannotBeResolved()
    {
        var examined = await _agent.Enrolled("https://no-such-host.invalid").Examine();

        var found = examined.Only("name");
        Assert.StartsWith("The name no-such-host.invalid cannot be resolved: ", found.Sentence, StringComparison.Ordinal);
        Assert.Equal((Verdict.Fail, 1), (found.Verdict, examined.ExitCode));
    }

    [Fact]
    public async Task NobodyListens_AndAVariableNamesAProxy()
    {
        var examined = await _agent.Enrolled("http://127.0.0.1:1").ExamineWith(new Dictionary<string, string>(StringComparer.Ordinal) { ["HTTPS_PROXY"] = "http://proxy.example.org:3128" });

        Assert.StartsWith("127.0.0.1:1 cannot be reached: Connection refused", Assert.Single(examined.Of("connection")).Sentence, StringComparison.Ordinal);
        Assert.Equal("HTTPS_PROXY not used: the gateway is on this host.", Assert.Single(examined.Of("proxy")).Sentence);
        Assert.Equal(1, examined.ExitCode);
    }

    [Fact]
    public async Task TheAuthorityIsNotTrusted()
    {
        await using var gateway = await TlsGateway.Start();

        var found = (await _agent.Enrolled(gateway.Address.ToString()).Examine()).Only("tls");

        Assert.Contains("it is issued by an authority that is not trusted here (CN=ops authority)", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCertificateEndsSoon_AndWhatAnswersIsNoGateway()
    {
        await using var gateway = await TlsGateway.Start();
        var authority = _agent.Write("ca.pem", gateway.Authority);

        var examined = await _agent.Enrolled(gateway.Address.ToString()).Examine("--ca-file", authority);

        var (tls, answer) = (Assert.Single(examined.Of("tls")), Assert.Single(examined.Of("gateway")));
        Assert.Equal(Verdict.Warn, tls.Verdict);
        Assert.StartsWith("The gateway's certificate is trusted, but its time is over on ", tls.Sentence, StringComparison.Ordinal);
        Assert.Equal((Verdict.Fail, $"What answers at {gateway.Address.Authority} is no gateway (HTTP status 404)."), (answer.Verdict, answer.Sentence));
    }

    [Fact]
    public async Task WhatAnswersSpeaksNoTls()
    {
        await using var gateway = await TestGateway.Start();

        var found = (await _agent.Enrolled($"https://127.0.0.1:{gateway.Address.Port}").Examine()).Only("tls");

        Assert.Contains("does not speak TLS as this agent does", found.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "warn", "^This host's clock is (59|60|61) s behind the gateway's: times of tasks and logs are wrong by that[.]$")]
    [InlineData(-3600, "fail", "^This host's clock is 60 min ahead of the gateway's: certificates may count as expired, and times of tasks and logs are wrong[.]$")]
    public async Task TheClocksDiffer(int aheadSeconds, string verdict, string sentence)
    {
        await using var gateway = await OddGateway.Start(TimeSpan.FromSeconds(aheadSeconds));

        var found = Assert.Single((await _agent.Enrolled(gateway.Address).Examine()).Of("clock"));

        Assert.Equal(verdict, found.Verdict.ToString().ToLowerInvariant());
        Assert.Matches(sentence, found.Sentence);
    }

    [Fact]
    public async Task TheTokenIsNotAccepted()
    {
        await using var gateway = await TestGateway.Start();

        var found = (await _agent.Enrolled(gateway.Address.ToString(), "ops_agent_agent1_revoked").Examine()).Only("token");

        Assert.Equal($"{gateway.Address.Authority} does not accept this agent's token: it was revoked, or is another installation's.", found.Sentence);
        Assert.Equal("Enrol the agent again: ops-agent enrol --again", found.Mend);
    }

    [Fact]
    public async Task TheIdentityIsDamaged()
    {
        await using var gateway = await TestGateway.Start();
        _agent.Enrolled(gateway.Address.ToString());
        await File.WriteAllTextAsync(Path.Join(_agent.Data, "identity.json"), "{");

        var found = (await _agent.Examine("--server", gateway.Address.ToString())).Only("token");

        Assert.Contains("is damaged", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDirectoryIsAnotherUsers()
    {
        Assert.True(Environment.IsPrivilegedProcess, "This test gives a directory to another user, so it must run as root.");
        await using var gateway = await TestGateway.Start();
        _agent.Enrolled(gateway.Address.ToString());
        await Run("chown", "nobody", _agent.Data);

        var found = (await _agent.Examine()).Of("rights").Last();

        Assert.Equal((Verdict.Fail, $"The data directory '{_agent.Data}' belongs to nobody, so no agent of root can use it."), (found.Verdict, found.Sentence));
        Assert.StartsWith("If the agent is to run as nobody, look again as that user: runuser -u nobody -- ops-agent doctor", found.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size=4m,noexec", "rights", "cannot be executed")]
    [InlineData("size=4m", "disk", "free, too few for the output of tasks")]
    [InlineData("size=4m,ro", "disk", "nothing can be written")]
    public async Task TheFileSystemIsNotFitForIt(string mount, string check, string sentence)
    {
        await using var gateway = await TestGateway.Start();
        _agent.Enrolled(gateway.Address.ToString());
        await Run("mount", "-t", "tmpfs", "-o", "mode=700," + mount, "none", _agent.Data);   // needs the right to mount: without it nothing would be proven
        try
        {
            var examined = await _agent.Examine("--server", gateway.Address.ToString());

            Assert.True(examined.Of(check).Any(found => found.Verdict == Verdict.Fail && found.Sentence.Contains(sentence, StringComparison.Ordinal)), examined.ToString());
        }
        finally
        {
            await Run("umount", "-l", _agent.Data);
        }
    }

    [Fact]
    public async Task TheKernelAllowsTooFewFiles()
    {
        await using var gateway = await TestGateway.Start();

        var found = (await _agent.Enrolled(gateway.Address.ToString()).ExamineBehind("ulimit -n 512;", "--slots", "100")).Only("limits");

        Assert.Equal("At most 512 open files are allowed, and 100 tasks at once may take 928.", found.Sentence);
    }

    [Fact]
    public async Task TheControlGroupsAreNone()
    {
        await using var gateway = await TestGateway.Start();

        var found = (await _agent.Enrolled(gateway.Address.ToString()).Examine("--cgroup", _agent.Data)).Only("cgroup");

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.Contains("is no directory of control groups (version 2) that this user can use", found.Sentence, StringComparison.Ordinal);
    }

    public void Dispose() => _agent.Dispose();

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
