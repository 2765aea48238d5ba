using System.Globalization;
using System.Net;
using OrleansOps.HostAgent.Connection;

namespace OrleansOps.AgentTests.Connection;

/// <summary>A connection that is not trusted says in one sentence which check failed, for whom, and what to do: at enrolment and later.</summary>
public sealed class TlsFailureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string CaFile => Path.Join(_directory.Path, "ca.pem");

    [Fact]
    public async Task TheAuthorityIsUnknown()
    {
        await using var gateway = await TlsGateway.Start();

        await BothSay(
            gateway.Address,
            caFile: null,
            $"The certificate of {gateway.Address.Authority} is refused: it is issued by an authority that is not trusted here (CN=ops authority). "
            + "If its authority is your own, give its certificate (PEM) with --ca-file; if its time is over, renew it.");
    }

    [Fact]
    public async Task TheAuthorityIsAnother()
    {
        await using var gateway = await TlsGateway.Start();
        await using var other = await TlsGateway.Start();
        await File.WriteAllTextAsync(CaFile, other.Authority);

        await BothSay(gateway.Address, CaFile, $"not trusted here (CN=ops authority). Trusted are the authorities in {CaFile} (--ca-file) alone.");
    }

    [Fact]
    public async Task TheNameIsAnother()
    {
        await using var gateway = await TlsGateway.Start("elsewhere.example");
        await File.WriteAllTextAsync(CaFile, gateway.Authority);

        await BothSay(
            gateway.Address,
            CaFile,
            $"The certificate of {gateway.Address.Authority} is refused: it is made out to elsewhere.example, not to localhost. "
            + "Use a name that it is made out to (--server), or give the gateway one for this name.");
    }

    [Fact]
    public async Task ItsTimeIsOver()
    {
        await using var gateway = await TlsGateway.Start(validUntilDays: -1);
        await File.WriteAllTextAsync(CaFile, gateway.Authority);
        var day = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        await BothSay(gateway.Address, CaFile, $"is refused: it expired on {day}");
    }

    [Fact]
    public async Task WhatAnswersSpeaksNoTls()
    {
        await using var gateway = await TestGateway.Start();

        await BothSay(new UriBuilder(gateway.Address) { Scheme = "https" }.Uri, caFile: null, "does not speak TLS as this agent does (1.2 or 1.3)");
    }

    [Fact]
    public async Task TheRightAuthorityIsTrusted()
    {
        await using var gateway = await TlsGateway.Start();
        await File.WriteAllTextAsync(CaFile, gateway.Authority);

        Assert.Contains("The gateway refused: HTTP status 404", await Enrol(gateway.Address, CaFile), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private async Task BothSay(Uri server, string? caFile, string expected)
    {
        var enrolment = await Enrol(server, caFile);
        using var connector = new WebSocketConnector(new GatewayOptions { Server = server, CaFile = caFile }, TestGateway.Token, TimeProvider.System);
        var connection = await Assert.ThrowsAsync<IOException>(async () => await connector.ConnectAsync(new DnsEndPoint("any", 1)));

        Assert.All([enrolment, connection.Message], said =>
        {
            Assert.Contains(expected, said, StringComparison.Ordinal);
            Assert.DoesNotContain("inner exception", said, StringComparison.Ordinal);
        });
    }

    private async Task<string> Enrol(Uri server, string? caFile)
    {
        var data = Path.Join(_directory.Path, "data");
        string[] trust = caFile is null ? [] : ["--ca-file", caFile];
        var (exitCode, _, error) = await AgentProcess.Run(["enrol", "--server", server.ToString(), .. trust, "--data", data, "--join-token-stdin"], "any");
        Assert.Equal(1, exitCode);
        return error;
    }
}
