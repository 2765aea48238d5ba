using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansOps.Hosting;

/// <summary>This process's certificate with its key, and the authority that signs for this cluster.</summary>
internal sealed record ClusterCertificate(X509Certificate2 Own, X509Certificate2Collection Authority)
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    /// <exception cref="Exception">One of them is none, or the key is of another certificate: see <see cref="IsUnreadable"/>.</exception>
    public static ClusterCertificate Parse(string certificate, string key, string authority)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(authority);
        return new ClusterCertificate(X509Certificate2.CreateFromPem(certificate, key), authorities);
    }

    /// <summary>Whether files are missing, hold something else, or do not belong together.</summary>
    public static bool IsUnreadable(Exception failure) => failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    /// <summary>Why a certificate is not one of this cluster's for a role; null if it is.</summary>
    /// <param name="certificate">A peer's, or our own.</param>
    /// <param name="role">What its holder wants to be.</param>
    /// <param name="more">What the peer sent with it.</param>
    public string? Refusal(X509Certificate2 certificate, ClusterRole role, X509Certificate2Collection? more = null)
    {
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(usage => usage.EnhancedKeyUsages.Cast<Oid>()).Select(oid => oid.Value).ToList();
        if (!usages.Contains(ForClients, StringComparer.Ordinal) || (role == ClusterRole.Silo && !usages.Contains(ForServers, StringComparer.Ordinal)))
        {
            return $"The certificate '{certificate.Subject}' is not for a {role.ToString().ToLowerInvariant()}: its extended key usage must name clientAuth, and for a silo serverAuth too.";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (more is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(more);
        }

        return chain.Build(certificate)
            ? null
            : $"The certificate '{certificate.Subject}' is not signed by this cluster's authority, or not valid now: {string.Join(", ", chain.ChainStatus.Select(status => status.Status))}.";
    }
}
