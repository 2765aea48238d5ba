using System.Net.Sockets;
using System.Security.Authentication;

namespace OrleansOps.Cli;

/// <summary>Says in plain words why a server gave no answer, and whether asking again makes sense.</summary>
internal static class Unreachable
{
    private const string CheckAddress = "Check the address (opsctl whoami shows it) and that the gateway runs.";

    public static CliException Because(Exception cause, Uri server, CertificateCheck certificates) => cause switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            Failure(server, $"the name {server.Host} cannot be resolved", CheckAddress, Retry.AfterContact, cause),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Tls(server, certificates, cause),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            Failure(server, Socket(cause), CheckAddress, Retry.AfterContact, cause),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            Failure(server, "the proxy did not open a way to it", "Check HTTPS_PROXY, or add the host to NO_PROXY.", Retry.AfterContact, cause),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            Failure(server, "what answers there does not speak HTTP", "Is it an https:// address?", Retry.AfterContact, cause),
        OperationCanceledException => Failure(server, "it did not answer in time", CheckAddress, Retry.Always, cause),
        _ => Failure(server, "the connection broke before the answer was complete", hint: null, Retry.Always, cause),
    };

    private static CliException Tls(Uri server, CertificateCheck certificates, Exception cause) => certificates.Refusal is { } refusal
        ? Failure(
            server,
            $"its certificate is refused: {refusal}",
            "For an authority of your own, set SSL_CERT_FILE to its certificate file (PEM). There is no way to skip the check.",
            Retry.Never,
            cause)
        : Failure(
            server,
            cause.InnerException is AuthenticationException ? "the TLS handshake failed" : "the connection broke during the TLS handshake",
            "Is it an http:// address?",
            Retry.AfterContact,
            cause);

    private static string Socket(Exception cause) => (cause.InnerException as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "the connection was refused; nothing listens at this address",
        SocketError.TimedOut => "the connection attempt timed out",
        SocketError.HostUnreachable or SocketError.HostDown => "there is no route to the host",
        SocketError.NetworkUnreachable or SocketError.NetworkDown => "the network cannot be reached",
        { } other => $"the connection failed ({other})",
        null => "the connection failed",
    };

    private static CliException Failure(Uri server, string why, string? hint, Retry retry, Exception cause) =>
        new(ExitCodes.Unreachable, $"Cannot reach {ServerAddress.Show(server)}: {why}.", detail: null, hint, cause) { Retry = retry, Reason = why };
}
