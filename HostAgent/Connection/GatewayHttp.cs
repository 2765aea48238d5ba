using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Connection;

/// <summary>HTTP to the gateway, for the upgrade to a WebSocket and for registering.</summary>
internal static class GatewayHttp
{
    private const int TcpLevel = 6;
    private const int NotSentLowWater = 25;

    /// <summary>
    /// The kernel takes no more than this of what it cannot send yet, so a report never waits behind megabytes of output in a socket's buffer.
    /// </summary>
    private const int UnsentBytes = 128 * 1024;

    /// <param name="shown">Told of the certificate that the gateway shows, whether it is taken or not.</param>
    public static HttpMessageInvoker CreateInvoker(GatewayOptions options, Action<X509Certificate>? shown = null)
    {
        var proxy = ProxyRoute.To(options.Server).ToProxy();
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) => new NetworkStream(await Connect(context.DnsEndPoint, cancel), ownsSocket: true),   // to the gateway, or to the proxy
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = proxy is not null,
            Proxy = proxy,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (stream, certificate, chain, errors) =>
        {
            if (certificate is not null)
            {
                shown?.Invoke(certificate);
            }

            return CertificateRefusal.Of(((SslStream)stream).TargetHostName, certificate, chain, errors) is { } refusal
                ? throw new CertificateRefusedException($"The certificate of {options.Server.Authority} is refused: {refusal}. {WayOut(errors, options.CaFile)}")
                : true;
        };
        if (options.CaFile is { } caFile)
        {
            handler.SslOptions.CertificateChainPolicy = TrustOnly(caFile);
        }

        return new HttpMessageInvoker(handler);
    }

    private static async Task<Socket> Connect(DnsEndPoint place, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetRawSocketOption(TcpLevel, NotSentLowWater, BitConverter.GetBytes(UnsentBytes));
            await socket.ConnectAsync(place, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string WayOut(SslPolicyErrors errors, string? caFile) => errors switch
    {
        _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => "Use a name that it is made out to (--server), or give the gateway one for this name.",
        _ when caFile is null => "If its authority is your own, give its certificate (PEM) with --ca-file; if its time is over, renew it.",
        _ => $"Trusted are the authorities in {caFile} (--ca-file) alone.",
    };

    private static X509ChainPolicy TrustOnly(string caFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        return policy;
    }
}
