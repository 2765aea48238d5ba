using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Protocol;
using OrleansOps.Secrets;
using OrleansOps.Terraform;

namespace OrleansOps.Access;

/// <summary>Turns <c>Authorization: Bearer ops_...</c>, or the cookie of a browser's session, or a password where the door takes one, into an identity, and a refusal into a problem that says what to do.</summary>
internal sealed class TokenAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenChecks checks, RunTokens runs, SessionChecks sessions, ProofChecks proofs, AgentChallenges challenges,
    IOptions<AccessOptions> access, GatewayMeter meter, RefusalLog refusals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private TokenVerdict? _refused;
    private Refusal? _sessionRefused;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return await ByCookie();
        }

        if (header.Count == 1 && PresentedCredentials.TryReadProof(header[0], out var proof))
        {
            return await ByProof(proof);
        }

        if (header.Count == 1 && PresentedCredentials.TryReadRun(Request, header[0], out var run))
        {
            return ByRun(run);
        }

        if (header.Count > 1 || !PresentedCredentials.TryReadToken(Request, header[0], out var token))
        {
            _refused = new TokenVerdict(TokenStatus.Wrong, null);
            return AuthenticateResult.Fail("not a token");
        }

        var verdict = await checks.Check(token, Context.Connection.RemoteIpAddress);
        if (verdict.Token is not { } view)
        {
            _refused = verdict;
            refusals.WrongToken(Context, token.Id, verdict);
            return AuthenticateResult.Fail("refused");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(IdentityOf(view, isProven: access.Value.AgentsWithoutProof), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_sessionRefused is null && _refused is null && IsAgentsDoor)
        {
            // How every agent begins, so nothing to count or to log.
            Response.Headers.WWWAuthenticate = $"{AgentProof.Scheme} {challenges.New()}";
            return Problems.Write(Context, AccessRefusals.ProofWanted);
        }

        var refusal = _sessionRefused ?? AccessRefusals.For(_refused);
        meter.Refused(refusal.Code);
        if (_sessionRefused is { Status: StatusCodes.Status401Unauthorized })
        {
            SessionCookie.Clear(Context);
        }
        else if (_refused is null)
        {
            refusals.NoToken(Context);
        }

        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            Response.Headers.WWWAuthenticate = IsAgentsDoor ? AgentProof.Scheme : "Bearer";
        }

        return Problems.Write(Context, refusal);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var kind = Context.User.FindFirstValue(AccessClaims.Kind) ?? "unknown";
        meter.Refused(Api.ProblemCodes.WrongTokenKind.Code);
        if (IsAgentsDoor && string.Equals(kind, AccessToken.NameOf(TokenKind.Agent), StringComparison.Ordinal))
        {
            refusals.NoProof(Context);
            meter.Refused(AccessRefusals.AgentTooOld.Code);
            Response.Headers.Upgrade = AgentProof.Scheme;
            return Problems.Write(Context, AccessRefusals.AgentTooOld);
        }

        refusals.WrongDoor(Context, kind);
        return Problems.Write(Context, AccessRefusals.WrongDoor(kind));
    }

    private bool IsAgentsDoor => Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(
        door => string.Equals(door.Policy, AccessPolicies.Agents, StringComparison.Ordinal)) == true;

    /// <summary>Whether the run still runs its workspace says, at the door that it came to.</summary>
    private AuthenticateResult ByRun(string token)
    {
        if (runs.Read(token) is { } known)
        {
            return AuthenticateResult.Success(new AuthenticationTicket(IdentityOf(known.Workspace, known.Run), Scheme.Name));
        }

        _refused = checks.Wrong(Context.Connection.RemoteIpAddress);
        refusals.WrongToken(Context, AccessClaims.RunKind, _refused.Value);
        return AuthenticateResult.Fail("not a token of a run");
    }

    private async Task<AuthenticateResult> ByProof(string parameter)
    {
        if (AgentProof.Read(parameter) is not { Version: ProtocolVersion.Current } proof || !AccessToken.IsId(proof.AgentId))
        {
            _refused = new TokenVerdict(TokenStatus.Wrong, null);
            return AuthenticateResult.Fail("not a proof");
        }

        var (verdict, answer) = await proofs.Check(proof, Context.Connection.RemoteIpAddress);
        if (verdict?.Token is { } view)
        {
            Response.Headers[AgentProof.AnswerHeader] = Base64Url.EncodeToString(answer);
            return AuthenticateResult.Success(new AuthenticationTicket(IdentityOf(view, isProven: true), Scheme.Name));
        }

        if (verdict is { } refused)
        {
            _refused = refused;
            refusals.WrongToken(Context, proof.AgentId, refused);
        }

        return AuthenticateResult.Fail("refused");   // without a verdict: an old challenge, or an answer that came before; a new one is given
    }

    private async Task<AuthenticateResult> ByCookie()
    {
        if (await sessions.Check(Context) is not { } verdict)
        {
            return AuthenticateResult.NoResult();
        }

        _sessionRefused = verdict.Refusal;
        return verdict.Session is { } session
            ? AuthenticateResult.Success(new AuthenticationTicket(IdentityOf(session), Scheme.Name))
            : AuthenticateResult.Fail("session over");
    }

    private static ClaimsPrincipal IdentityOf(TokenView view, bool isProven) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, view.AgentId ?? view.Id),
            new Claim(ClaimTypes.Name, view.Name),
            new Claim(AccessClaims.Kind, AccessToken.NameOf(view.Kind)),
            new Claim(AccessClaims.TokenId, view.Id),
            .. isProven ? [new Claim(AccessClaims.Proven, "")] : (Claim[])[],
            .. view.ExpiresAt is { } expiry ? [new Claim(AccessClaims.Expiry, expiry.ToString("O", CultureInfo.InvariantCulture))] : (Claim[])[],
        ],
        AccessPolicies.Scheme));

    private static ClaimsPrincipal IdentityOf(string workspace, string run) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, RunIds.Holder(run)),
            new Claim(ClaimTypes.Name, $"run {run}"),
            new Claim(AccessClaims.Kind, AccessClaims.RunKind),
            new Claim(AccessClaims.TokenId, RunIds.Holder(run)),
            new Claim(AccessClaims.Workspace, workspace),
            new Claim(AccessClaims.Run, run),
        ],
        AccessPolicies.Scheme));

    private static ClaimsPrincipal IdentityOf(SessionView session) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, session.TokenId),
            new Claim(ClaimTypes.Name, session.TokenName),
            new Claim(AccessClaims.Kind, AccessToken.NameOf(TokenKind.Admin)),
            new Claim(AccessClaims.TokenId, session.TokenId),
            new Claim(AccessClaims.Session, session.Id),
            new Claim(AccessClaims.Expiry, session.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)),
        ],
        AccessPolicies.Scheme));
}
