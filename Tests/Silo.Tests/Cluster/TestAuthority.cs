using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansOps.Hosting;

/// <summary>A certificate authority of a test's own, which signs for silos, gateways and whoever asks.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly Oid ForServers = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ForClients = new("1.3.6.1.5.5.7.3.2");

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name = "CN=ops test authority")
    {
        var request = new CertificateRequest(name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
    }

    public string Pem => _certificate.ExportCertificatePem();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A certificate and its key, in PEM.</summary>
    public (string Certificate, string Key) Issue(Purpose purpose, string name = "CN=test", DateTimeOffset? until = null, IPAddress? address = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        if (UsagesOf(purpose) is { } usages)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, critical: false));
        }

        if (address is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = request.Create(_certificate, Now.AddDays(-5), until ?? Now.AddDays(5), RandomNumberGenerator.GetBytes(8));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public ClusterCertificate Certificate(Purpose purpose, DateTimeOffset? until = null)
    {
        var (certificate, key) = Issue(purpose, until: until);
        return ClusterCertificate.Parse(certificate, key, Pem);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private static OidCollection? UsagesOf(Purpose purpose) => purpose switch
    {
        Purpose.Silo => [ForServers, ForClients],
        Purpose.Gateway => [ForClients],
        Purpose.ServerAlone => [ForServers],
        _ => null,
    };

    internal enum Purpose
    {
        Silo,
        Gateway,
        ServerAlone,
        Unsaid,
    }
}
