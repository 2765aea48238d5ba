using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Accepts exactly the certificates that the system accepts, and remembers why it refused one.</summary>
internal sealed class CertificateCheck
{
    /// <summary>Why the last certificate was refused; null while none was.</summary>
    public string? Refusal { get; private set; }

    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = CertificateRefusal.Of(((SslStream)sender).TargetHostName, certificate, chain, errors);
        return errors == SslPolicyErrors.None;
    }
}
