using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansOps.Cli.Tests;

/// <summary>Why there is no answer is said in plain words, with the address.</summary>
public sealed class UnreachableTests
{
    [Fact]
    public async Task NothingListens()
    {
        var address = $"http://127.0.0.1:{ClosedPort()}";

        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment(address), [], "hosts");

        Assert.StartsWith(
            $"opsctl: Cannot reach {address}: the connection was refused; nothing listens at this address.\n",
            opsctl.ExitsWith(ExitCodes.Unreachable).Stderr,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNameIsUnknown()
    {
        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment("https://no-such-host.invalid"), [], "hosts");

        Assert.Contains("the name no-such-host.invalid cannot be resolved.", opsctl.ExitsWith(ExitCodes.Unreachable).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", 1, "it is issued by an authority that is not trusted here (CN=localhost)")]
    [InlineData("elsewhere.example", 1, "it is made out to elsewhere.example, not to 127.0.0.1, and it is issued by an authority that is not trusted here (CN=elsewhere.example)")]
    [InlineData("localhost", -1, "it expired on ")]
    public async Task TheCertificateIsRefused(string name, int days, string why)
    {
        using var certificate = Certificate(name, days);
        await using var gateway = await ContractGateway.Start(certificate);

        await using var opsctl = await Opsctl.Run(gateway, "hosts");

        opsctl.ExitsWith(ExitCodes.Unreachable);
        Assert.Contains($"Cannot reach {gateway.Address}: its certificate is refused: {why}", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Contains("SSL_CERT_FILE", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAuthorityOfOnesOwnIsTrusted()
    {
        using var certificate = Certificate("localhost", days: 1);
        await using var gateway = await ContractGateway.Start(certificate);
        using var folder = new TemporaryFolder();
        var environment = Opsctl.Environment(gateway.Address);
        environment["SSL_CERT_FILE"] = folder.Write("ca.pem", certificate.ExportCertificatePem());

        await using var opsctl = await Opsctl.RunWith(environment, [], "whoami");

        Assert.Contains("tester", opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HttpsWhereHttpIsSpoken()
    {
        await using var gateway = await ContractGateway.Start();
        var address = gateway.Address.Replace("http:", "https:", StringComparison.Ordinal);

        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment(address), [], "hosts");

        Assert.Contains("Is it an http:// address?", opsctl.ExitsWith(ExitCodes.Unreachable).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomethingElseListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        await using var opsctl = Opsctl.Start([.. Opsctl.Program, "hosts"], Opsctl.Environment(address));
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray());
        client.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(ExitCodes.Unreachable, await opsctl.Exited());
        Assert.Contains($"Cannot reach {address}: what answers there does not speak HTTP.", opsctl.Stderr, StringComparison.Ordinal);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 Certificate(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name is "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-5), now.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
