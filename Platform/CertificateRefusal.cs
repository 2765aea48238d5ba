using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OrleansOps.Platform;

/// <summary>Which check of a server's certificate failed, in plain words. Shared with the agent.</summary>
internal static class CertificateRefusal
{
    private const int MostNames = 5;

    private const X509ChainStatusFlags UnknownAuthority =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;   // the last: another one of that name

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>A sentence without its end that begins with "it"; null if nothing is wrong.</summary>
    /// <param name="host">The name that was connected to.</param>
    public static string? Of(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (certificate is not X509Certificate2 shown)
        {
            return "it shows none";
        }

        var problems = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add($"it is made out to {Names(shown)}, not to {Printable.Of(host)}");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            problems.Add(OfChain(shown, chain));
        }

        return string.Join(", and ", problems);
    }

    private static string OfChain(X509Certificate2 shown, X509Chain? chain)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        return status switch
        {
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) => OfTime(chain!.ChainElements.Select(element => element.Certificate).FirstOrDefault(IsOutOfTime) ?? shown),
            _ when status.HasFlag(X509ChainStatusFlags.Revoked) => "it has been revoked",
            _ when (status & UnknownAuthority) != X509ChainStatusFlags.NoError => $"it is issued by an authority that is not trusted here ({Printable.Of(shown.Issuer)})",
            _ => $"it fails the check ({status})",
        };
    }

    private static bool IsOutOfTime(X509Certificate2 certificate) =>
        Now is var now && (certificate.NotAfter.ToUniversalTime() < now || certificate.NotBefore.ToUniversalTime() > now);

    private static string OfTime(X509Certificate2 certificate) => certificate.NotAfter.ToUniversalTime() < Now
        ? $"it expired on {Day(certificate.NotAfter)}"
        : $"it is not valid before {Day(certificate.NotBefore)}, and here it is {Day(Now)}";

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToList();
        var shown = names.Count == 0 ? [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)] : names.Take(MostNames).ToList();
        return Printable.Of(string.Join(", ", shown)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
    }
}
