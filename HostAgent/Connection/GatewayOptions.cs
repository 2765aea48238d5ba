using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansOps.HostAgent.Connection;

/// <summary>Where a gateway is and how to reach it.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Address of the gateway: https://host[:port], or http:// where that is allowed.</summary>
    public required Uri Server { get; init; }

    /// <summary>A file with the certificates (PEM) of the authority that signed the gateway's; null for those the host trusts.</summary>
    public string? CaFile { get; init; }

    /// <summary>Allows http:// to another host: the token and all output then travel in the clear.</summary>
    public bool InsecureHttp { get; init; }

    /// <summary>What is wrong with these options; null if nothing is.</summary>
    public string? Problem() => Server switch
    {
        { IsAbsoluteUri: false } => "--server must be an absolute address such as https://ops.example.org.",
        { Scheme: not ("http" or "https") } => "--server must start with https:// (or http://).",
        { UserInfo.Length: > 0 } => "--server takes no user and no password: the agent proves itself with its own token.",
        { Scheme: "http", IsLoopback: false } when !InsecureHttp =>
            "--server uses http:// to another host, which would send the agent's token in the clear. "
            + "Use https://, or add --insecure-http if you accept that.",
        _ when CaFile is not null && !File.Exists(CaFile) => $"--ca-file '{CaFile}' does not exist.",
        _ when CaFile is not null && !HoldsCertificates(CaFile) => $"--ca-file '{CaFile}' holds no certificate (PEM).",
        _ => null,
    };

    private static bool HoldsCertificates(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0;
        }
        catch (Exception none) when (none is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
