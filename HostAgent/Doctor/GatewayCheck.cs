using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>The way to one gateway, step by step: its name, the connection, TLS, what answers there, its clock, and whether it knows this agent.</summary>
internal sealed class GatewayCheck(GatewayOptions gateway, string? token, TimeProvider time, ProxyRoute route)
{
    private const string NameCheck = "name";
    private const string ProxyCheck = "proxy";
    private const string ConnectionCheck = "connection";
    private const string TlsCheck = "tls";
    private const string AnswerCheck = "gateway";
    private const string ClockCheck = "clock";
    private const string TokenCheck = "token";

    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SmallSkew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LargeSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(14);

    private readonly List<Finding> _findings = [];
    private X509Certificate2? _certificate;

    private Uri Server => gateway.Server;

    /// <summary>Every step, up to the first that fails: what comes after it cannot be known.</summary>
    public async Task<IReadOnlyList<Finding>> Run(CancellationToken cancel)
    {
        _ = await Resolves(cancel) && await Answers(cancel) && await KnowsUs(cancel);
        return _findings;
    }

    private async Task<bool> Resolves(CancellationToken cancel)
    {
        if (Server.HostNameType is not UriHostNameType.Dns)
        {
            return Add(Finding.Ok(NameCheck, $"{Server.Host} is an address and needs no name resolution."));
        }

        if (route.Proxy is not null)
        {
            return Add(Finding.Ok(NameCheck, $"{Server.Host} is looked up by the proxy."));
        }

        using var limit = Limit(cancel);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(Server.IdnHost, limit.Token);
            return Add(Finding.Ok(NameCheck, $"{Server.Host} is {string.Join(", ", addresses.Take(4).Select(address => address.ToString()))}."));
        }
        catch (Exception failed) when (failed is SocketException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return Add(Finding.Fail(
                NameCheck, $"The name {Server.Host} cannot be resolved: {(failed is SocketException ? failed.Message : $"no answer within {StepTime.TotalSeconds:0} s")}.", "Correct server, or see to /etc/resolv.conf and /etc/hosts."));
        }
    }

    private async Task<bool> Answers(CancellationToken cancel)
    {
        using var http = GatewayHttp.CreateInvoker(gateway, certificate => _certificate ??= new X509Certificate2(certificate));
        using var limit = Limit(cancel);
        using var question = new HttpRequestMessage(HttpMethod.Get, new Uri(Server, ProtocolVersion.HubPath));
        try
        {
            var asked = time.GetTimestamp();
            using var answer = await http.SendAsync(question, limit.Token);
            Reached();
            Tls();
            return IsGateway(answer) && Clock(answer.Headers.Date, time.GetElapsedTime(asked));
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return Unreached(failed);
        }
        finally
        {
            _certificate?.Dispose();
        }
    }

    private void Reached()
    {
        Add(Finding.Ok(ConnectionCheck, $"{Server.Authority} can be reached."));
        Add(Finding.Ok(ProxyCheck, route switch
        {
            { Proxy: not null } => $"The way goes through {route.Shown} ({route.Variable}).",
            { Why: { } why } => $"{string.Join(", ", route.Unused)} not used: {why}. The gateway is reached without.",
            _ => "No variable names a proxy, and none is needed.",
        }));
    }

    private bool Unreached(Exception failed)
    {
        var causes = new List<Exception>();
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            causes.Add(cause);
        }

        if (causes.Exists(cause => cause is AuthenticationException))
        {
            Reached();
            return Add(Finding.Fail(TlsCheck, ConnectFailures.Describe(failed), "See the certificate of the gateway, ca_file and server."));
        }

        var why = causes.Exists(cause => cause is OperationCanceledException) ? $"no answer within {StepTime.TotalSeconds:0} s" : ConnectFailures.Describe(failed).TrimEnd('.');
        if (route.Proxy is not null)
        {
            return Add(Finding.Fail(
                ProxyCheck, $"{Server.Authority} cannot be reached through {route.Shown} ({route.Variable}): {why}.",
                $"See that the proxy runs, and lets this host connect to {Server.Authority}; user and password are part of its address. If it is not for the gateway, write {Server.Host} into NO_PROXY."));
        }

        Add(Finding.Fail(ConnectionCheck, $"{Server.Authority} cannot be reached: {why}.", "See that the gateway runs and listens there, and that no firewall is in between."));
        return route.Why is null
            ? false
            : Add(Finding.Warn(ProxyCheck, $"{string.Join(", ", route.Unused)} not used: {route.Why}.", "If the way goes through a proxy, name it in HTTPS_PROXY (for https://), HTTP_PROXY (for http://) or ALL_PROXY, and not the gateway in NO_PROXY."));
    }

    private void Tls() => Add(Server.Scheme switch
    {
        "http" when Server.IsLoopback => Finding.Ok(TlsCheck, "There is none, and none is needed: the gateway is on this host."),
        "http" => Finding.Warn(TlsCheck, "There is none: token and output travel in the clear.", "Put TLS in front of the gateway, and say https:// in server."),
        _ when _certificate is { } certificate && certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime < SoonOver => Finding.Warn(
            TlsCheck, $"The gateway's certificate is trusted, but its time is over on {certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.", "Renew it: after that day no agent connects."),
        _ => Finding.Ok(TlsCheck, "The gateway's certificate is trusted."),
    });

    private bool IsGateway(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.Unauthorized && answer.Headers.WwwAuthenticate.Any(offer => offer.Scheme == AgentProof.Scheme))
        {
            return Add(Finding.Ok(AnswerCheck, $"A gateway answers at {Server.Authority}."));
        }

        if (answer.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
        {
            return Add(Finding.Fail(ProxyCheck, $"The proxy {route.Shown} ({route.Variable}) wants a user and a password.", "Write them into the variable, as http://USER:PASSWORD@HOST:PORT."));
        }

        return Add(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests
            ? Finding.Fail(AnswerCheck, $"The gateway takes no agents now (HTTP status {(int)answer.StatusCode}).", "Wait, or see the gateway's log.")
            : Finding.Fail(AnswerCheck, $"What answers at {Server.Authority} is no gateway (HTTP status {(int)answer.StatusCode}).", "Correct server: it is the address alone, without a path. A proxy in front must pass all paths on."));
    }

    /// <summary>The header tells whole seconds, and was written somewhere within the time that the question took.</summary>
    private bool Clock(DateTimeOffset? theirs, TimeSpan took)
    {
        if (theirs is not { } date)
        {
            return Add(Finding.Warn(ClockCheck, "The gateway does not say what time it is.", "Let the proxy in front of it pass the header Date on."));
        }

        var skew = time.GetUtcNow() - (took / 2) - date - TimeSpan.FromSeconds(0.5);
        var off = $"This host's clock is {Seconds(skew)} {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the gateway's";
        return Add(skew.Duration() switch
        {
            var small when small <= SmallSkew => Finding.Ok(ClockCheck, $"This host's clock and the gateway's agree within {SmallSkew.TotalSeconds:0} s."),
            var large when large > LargeSkew => Finding.Fail(ClockCheck, $"{off}: certificates may count as expired, and times of tasks and logs are wrong.", "Set the clock, and have it kept by chrony or systemd-timesyncd."),
            _ => Finding.Warn(ClockCheck, $"{off}: times of tasks and logs are wrong by that.", "Have the clock kept by chrony or systemd-timesyncd."),
        });
    }

    /// <summary>Opens the socket of the agent and closes it before a word is said, so an agent that runs keeps its own.</summary>
    private async Task<bool> KnowsUs(CancellationToken cancel)
    {
        if (token is null)
        {
            return true;
        }

        using var connector = new WebSocketConnector(gateway, token, time);
        try
        {
            await using var connection = await connector.ConnectAsync(new IPEndPoint(IPAddress.None, 0), cancel);
            return Add(Finding.Ok(TokenCheck, $"{Server.Authority} knows this agent, and has proven that it does."));
        }
        catch (GatewayRefusedException refused) when (refused.IsCredential)
        {
            return Add(Finding.Fail(TokenCheck, $"{Server.Authority} does not accept this agent's token: it was revoked, or is another installation's.", "Enrol the agent again: ops-agent enrol --again"));
        }
        catch (Exception failed) when (failed is IOException or AgentStartException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return Add(Finding.Fail(TokenCheck, ConnectFailures.Describe(failed), "See the gateway's log, and that server names the gateway that the agent was enrolled at."));
        }
    }

    private static CancellationTokenSource Limit(CancellationToken cancel)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StepTime);
        return limit;
    }

    private bool Add(Finding finding)
    {
        _findings.Add(finding);
        return finding.Verdict != Verdict.Fail;
    }

    private static string Seconds(TimeSpan skew) => skew.Duration().TotalMinutes < 2 ? $"{skew.Duration().TotalSeconds:0} s" : $"{skew.Duration().TotalMinutes:0} min";
}
