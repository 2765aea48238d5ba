using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Cli;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Agents;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Enrol_WhileItsAgentRuns_SaysWhoItIs()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        await gateway.UntilConnected();

        var (exitCode, output, error) = await AgentProcess.Run(["enrol", "--data", agent.Data, "--server", gateway.Address.ToString(), "--join-token-stdin"], TestGateway.JoinToken);

        Assert.True((exitCode, output) == (0, $"Already enrolled as {TestGateway.AgentId}.\n"), output + error);
        Assert.Empty(gateway.Enrolments);
    }

    [Fact]
    public async Task Version_IsPrinted()
    {
        var (exitCode, output, _) = await AgentProcess.Run(["version"]);

        Assert.Equal((0, RunCommand.Version.Split('+')[0]), (exitCode, output.Trim().Split('+')[0]));   // a published program may be of the commit before
    }

    [Fact]
    public async Task Enrol_StoresAnIdentityForItsOwnerOnly_AndAsksOnce()
    {
        await using var gateway = await TestGateway.Start();
        string[] enrol = ["enrol", "--server", gateway.Address.ToString(), "--data", _directory.Path, "--join-token-stdin", "--name", "web-1", "--label", "env=prod"];

        var first = await AgentProcess.Run(enrol, TestGateway.JoinToken + "\n");
        var second = await AgentProcess.Run(enrol, TestGateway.JoinToken);

        Assert.Equal((0, $"Enrolled as {TestGateway.AgentId}."), (first.ExitCode, first.Output.Trim()));
        Assert.Equal((0, $"Already enrolled as {TestGateway.AgentId}."), (second.ExitCode, second.Output.Trim()));
        var request = Assert.Single(gateway.Enrolments);
        Assert.Equal(("web-1", "prod"), (request.Name, request.Labels["env"]));
        var identity = Path.Join(_directory.Path, "identity.json");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(identity));
        Assert.Contains(TestGateway.Token, await File.ReadAllTextAsync(identity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_AfterALostAnswer_AsksWithTheSameRequestId()
    {
        await using var gateway = await TestGateway.Start();
        string[] enrol = ["enrol", "--server", gateway.Address.ToString(), "--data", _directory.Path, "--join-token-stdin"];
        gateway.RefuseWith = 503;
        var lost = await AgentProcess.Run(enrol, TestGateway.JoinToken);
        gateway.RefuseWith = null;

        await AgentProcess.Run(enrol, TestGateway.JoinToken);

        Assert.Equal(1, lost.ExitCode);
        Assert.Equal(2, gateway.Enrolments.Count);
        Assert.Equal(gateway.Enrolments[0].RequestId, gateway.Enrolments[1].RequestId);
    }

    [Fact]
    public async Task Enrol_WhenTheFirstGatewayIsAway_AsksTheNext_AndRunKnowsThemAll()
    {
        await using var away = await TestGateway.Start();
        await using var gateway = await TestGateway.Start();
        away.RefuseWith = 503;

        var enrolled = await AgentProcess.Run(
            ["enrol", "--server", $"http://127.0.0.1:1,{away.Address}", "--server", gateway.Address.ToString(), "--data", _directory.Path, "--join-token-stdin"], TestGateway.JoinToken);

        Assert.Equal((0, $"Enrolled as {TestGateway.AgentId}."), (enrolled.ExitCode, enrolled.Output.Trim()));
        Assert.Equal(away.Enrolments.Single().RequestId, gateway.Enrolments.Single().RequestId);
        using var data = DataDirectory.Open(_directory.Path);
        Assert.Equal($"http://127.0.0.1:1,{away.Address},{gateway.Address}", data.ReadIdentity()!.Server);
    }

    [Fact]
    public async Task Enrol_WhenNoGatewayAnswers_SaysSo()
    {
        var alone = await AgentProcess.Run(["enrol", "--server", "http://127.0.0.1:1", "--server", "http://127.0.0.1:2", "--data", _directory.Path, "--join-token-stdin"], "any");

        Assert.Equal(1, alone.ExitCode);
        Assert.Contains("http://127.0.0.1:2/ did not answer as a gateway does", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_WhatTheGatewaySays_IsWrittenOut()
    {
        await using var gateway = await TestGateway.Start();
        gateway.RefusalDetail = "\u001b]0;owned\u0007no\nops-agent: Enrolled as root.";

        var refused = await AgentProcess.Run(["enrol", "--server", gateway.Address.ToString(), "--data", _directory.Path, "--join-token-stdin"], TestGateway.JoinToken);

        Assert.Equal("ops-agent: The gateway refused: \\x1b]0;owned\\x07no\\nops-agent: Enrolled as root.", refused.Error.TrimEnd('\n'));
    }

    [Fact]
    public async Task Run_WhatTheGatewaySays_IsWrittenOutInTheLog()
    {
        await using var gateway = await TestGateway.Start();
        gateway.BeforeWelcome = agent => agent.Goodbye(new Goodbye(GoodbyeCode.ShuttingDown, "bye\u001b[2J\nfaked", 0));
        await using var agent = AgentProcess.Start(gateway);
        await gateway.UntilConnected();
        gateway.Cut();

        await gateway.Until(() => agent.Log.Contains("faked", StringComparison.Ordinal), "the goodbye in the log");

        Assert.Contains("bye\\x1b[2J\\nfaked", agent.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_ACaFile_IsRememberedForRun()
    {
        await using var gateway = await TestGateway.Start();
        using var key = ECDsa.Create();
        using var authority = new CertificateRequest("CN=ops", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var (file, own) = (Path.Join(_directory.Path, "ca.crt"), Path.Join(_directory.Path, "data"));
        await File.WriteAllTextAsync(file, authority.ExportCertificatePem());

        var enrolled = await AgentProcess.Run(["enrol", "--server", gateway.Address.ToString(), "--ca-file", file, "--data", own, "--join-token-stdin"], TestGateway.JoinToken);

        Assert.Equal(0, enrolled.ExitCode);
        using (var data = DataDirectory.Open(own))
        {
            Assert.Equal(file, data.ReadIdentity()!.CaFile);
        }

        File.Delete(file);
        var run = await AgentProcess.Run(["run", "--data", own]);
        Assert.Contains($"--ca-file '{file}' does not exist", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    public async Task Enrol_ACaFileWithoutACertificate_IsRefused(string content)
    {
        var file = Path.Join(_directory.Path, "ca.crt");
        await File.WriteAllTextAsync(file, content);

        var refused = await AgentProcess.Run(["enrol", "--server", "https://127.0.0.1:1", "--ca-file", file, "--data", Path.Join(_directory.Path, "data"), "--join-token-stdin"], "any");

        Assert.Contains($"--ca-file '{file}' holds no certificate", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ops_join_abc\nops_join_def")]
    [InlineData("opsctl join-token create")]
    [InlineData("\u00e9")]
    [InlineData(null)]
    public async Task Enrol_WithWhatIsNoToken_SaysSoInOneLine(string? token)
    {
        var refused = await AgentProcess.Run(["enrol", "--server", "http://127.0.0.1:1", "--data", _directory.Path, "--join-token-stdin"], token ?? new string('a', 2_000));

        Assert.StartsWith("ops-agent: That is no join token", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Enrol_WithAWrongToken_SaysSoInOneLine()
    {
        await using var gateway = await TestGateway.Start();

        var refused = await AgentProcess.Run(["enrol", "--server", gateway.Address.ToString(), "--data", _directory.Path, "--join-token-stdin"], "wrong");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("ops-agent: The gateway refused: The join token is not valid: it may be used up or expired. Make a new one.", refused.Error.Trim());
    }

    [Fact]
    public async Task Run_NotEnrolled_SaysWhatToDo()
    {
        var (exitCode, _, error) = await AgentProcess.Run(["run", "--data", _directory.Path]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Run 'ops-agent enrol' first", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ASecondAgentOnTheSameDirectory_IsRefused()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        await gateway.UntilConnected();

        var (exitCode, _, error) = await AgentProcess.Run(["run", "--data", agent.Data]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Another agent may be running with it", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://ops.example.org", false, "in the clear")]
    [InlineData("http://ops.example.org", true, null)]
    [InlineData("http://127.0.0.1:5080", false, null)]
    [InlineData("https://ops.example.org", false, null)]
    [InlineData("ftp://ops.example.org", false, "https://")]
    [InlineData("https://ada:secret@ops.example.org", false, "no user and no password")]
    public void Gateway_PlainHttpOnlyToThisHostOrWhenAskedFor(string server, bool insecure, string? problem)
    {
        var found = new GatewayOptions { Server = new Uri(server), InsecureHttp = insecure }.Problem();

        Assert.True(problem is null ? found is null : found!.Contains(problem, StringComparison.Ordinal), found);
    }

    [Theory]
    [InlineData("https://a.example.org,http://b.example.org", "in the clear")]
    [InlineData("https://a.example.org,b", "is no address")]
    [InlineData(" , ", "Say which gateway")]
    public void Gateways_OneThatIsWrong_IsRefusedBeforeAnyIsAsked(string servers, string problem) =>
        Assert.Contains(problem, Assert.Throws<AgentStartException>(() => new AgentOptions().Gateways(servers)).Message, StringComparison.Ordinal);

    public void Dispose() => _directory.Dispose();
}
