using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;

namespace OrleansOps.Hosting;

/// <summary>
/// Both ends of every connection of the cluster show a certificate of its authority. Names are not looked at: addresses come from the table of
/// silos, and what counts is who may be a silo.
/// </summary>
internal sealed partial class ClusterTls(CertificateFiles files, ILogger<ClusterTls> logger)
{
    private const string Name = "ops-silo";

    private static readonly TimeSpan HandshakeWithin = TimeSpan.FromSeconds(5);

    /// <summary>For a port that others connect to.</summary>
    /// <param name="callers">What they must be at least.</param>
    public TlsOptions Serve(ClusterRole callers) => new()
    {
        LocalServerCertificateSelector = (_, _) => files.Current().Own,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (certificate, chain, _) => IsOurs(certificate, chain, callers),
        HandshakeTimeout = HandshakeWithin,
    };

    /// <summary>For connections to silos.</summary>
    public TlsOptions Connect() => new()
    {
        LocalClientCertificateSelector = (_, _, _, _, _) => files.Current().Own,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (certificate, chain, _) => IsOurs(certificate, chain, ClusterRole.Silo),
        OnAuthenticateAsClient = (_, client) => client.TargetHost = Name,
        HandshakeTimeout = HandshakeWithin,
    };

    private bool IsOurs(X509Certificate2 certificate, X509Chain? chain, ClusterRole role)
    {
        if (files.Current().Refusal(certificate, role, chain?.ChainPolicy.ExtraStore) is not { } refusal)
        {
            return true;
        }

        LogRefused(refusal);
        return false;
    }

    [LoggerMessage(4451, LogLevel.Warning, "A connection was refused. {Why}")]
    private partial void LogRefused(string why);
}
