using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OrleansOps.Cli;

/// <summary>Accepts exactly the certificates that the system accepts, and remembers why it refused one.</summary>
internal sealed class CertificateCheck
{
    /// <summary>Why the last certificate was refused; null while none was.</summary>
    public string? Refusal { get; private set; }

    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = errors switch
        {
            SslPolicyErrors.None => null,
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "the server shows no certificate",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => "it is made out to another name",
            _ => ChainRefusal(chain),
        };
        return errors == SslPolicyErrors.None;
    }

    private static string ChainRefusal(X509Chain? chain)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        return status switch
        {
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) => "it has expired or is not valid yet",
            _ when status.HasFlag(X509ChainStatusFlags.Revoked) => "it has been revoked",
            _ when (status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError =>
                "it is not issued by an authority that this machine trusts",
            _ => $"it fails the check ({status})",
        };
    }
}
