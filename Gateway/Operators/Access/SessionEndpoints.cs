using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;

namespace OrleansOps.Operators.Access;

/// <summary>Logging a browser in and out, and ending the sessions of others.</summary>
internal static class SessionEndpoints
{
    private const int ClientLength = 200;

    /// <summary>A token and what is around it, several times over: a stranger's body is read to its end before it is looked at.</summary>
    private const int LoginBytes = 4 * 1024;

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/sessions").WithTags("Access");
        sessions.MapPost("", LogIn).WithName("createSession").WithSummary("Logs a browser in with an operator's token. The answer sets a cookie.")
            .AllowAnonymous()   // whoever knocks here is about to show his token
            .WithMetadata(TokenInBody.Mark, new RequestSizeLimitAttribute(LoginBytes))
            .Answers<Api.SessionView>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        sessions.MapGet("", List).WithName("listSessions").WithSummary("Lists the browsers that are logged in, newest first.")
            .Answers<Api.SessionList>(StatusCodes.Status200OK).Refuses();
        sessions.MapDelete("/current", LogOut).WithName("endCurrentSession").WithSummary("Logs this browser out.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
        sessions.MapDelete("/{id}", End).WithName("endSession").WithSummary("Ends a session.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> LogIn(JsonBody<Api.CreateSession> body, IGrainFactory grains, TokenChecks checks, GatewayMeter meter, HttpContext http)
    {
        if (!SameOrigin.MayLogIn(http.Request))
        {
            return meter.Refuse(SameOrigin.Refusal);
        }

        var (token, refusal) = await Presented(body.Value.Token, checks, http);
        if (token is null)
        {
            return meter.Refuse(refusal!);
        }

        var secret = SessionSecret.New();
        http.Audit().By(token.Id, token.Name, secret.Id);
        http.Audit().Of(secret.Id);
        var session = await grains.GetGrain<ISessionGrain>(secret.Id).Begin(new SessionSpec
        {
            SecretHash = secret.Hash(),
            TokenId = token.Id,
            TokenName = token.Name,
            TokenExpiresAt = token.ExpiresAt,
            From = http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            Client = ClientOf(http.Request),
        });
        await grains.GetGrain<ISessionIndexGrain>(0).Add(secret.Id);
        SessionCookie.Write(http, secret);
        return TypedResults.Created((string?)null, Show(session, secret.Id));
    }

    private static async Task<(TokenView? Token, Refusal? Refusal)> Presented(string? text, TokenChecks checks, HttpContext http)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, Refusal.Bad(Api.ProblemCodes.MissingField, "token", "'token' must be an operator's token, ops_admin_..."));
        }

        if (!AccessToken.TryParse(text.AsSpan().Trim(), out var token))
        {
            return (null, AccessRefusals.For(new TokenVerdict(TokenStatus.Wrong, null)));
        }

        if (token.Value.Kind != TokenKind.Admin)
        {
            return (null, AccessRefusals.WrongDoor(AccessToken.NameOf(token.Value.Kind)));
        }

        var verdict = await checks.Check(token.Value, http.Connection.RemoteIpAddress);
        return verdict.Token is { } view ? (view, null) : (null, AccessRefusals.For(verdict));
    }

    private static async Task<IResult> List(IGrainFactory grains, ClaimsPrincipal user)
    {
        var sessions = await grains.GetGrain<ISessionIndexGrain>(0).List();
        return TypedResults.Ok(new Api.SessionList([.. sessions.Select(session => Show(session, user.SessionId()))]));
    }

    private static async Task<IResult> LogOut(IGrainFactory grains, SessionChecks checks, HttpContext http)
    {
        if (http.User.SessionId() is not { } id)
        {
            return new Refusal(
                Api.ProblemCodes.NoSession, "The request was made with a token, not with a session.",
                "A token is good until it expires or is revoked.")
            { See = "DELETE /api/v1/tokens/{id}" }.ToResult();
        }

        http.Audit().Of(id);
        await End(id, grains, checks);
        SessionCookie.Clear(http);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> End(string id, IGrainFactory grains, SessionChecks checks)
    {
        // Only what the list knows: an invented id must not become a grain.
        var isOpen = (await grains.GetGrain<ISessionIndexGrain>(0).List()).Any(session => string.Equals(session.Id, id, StringComparison.Ordinal));
        if (isOpen)
        {
            await grains.GetGrain<ISessionGrain>(id).End();
        }

        checks.Forget(id);
        return isOpen
            ? TypedResults.NoContent()
            : new Refusal(Api.ProblemCodes.UnknownSession, "There is no such session.", "Its id is wrong, or it is over already.") { See = "GET /api/v1/sessions" }.ToResult();
    }

    private static string ClientOf(HttpRequest request)
    {
        var said = string.Concat(request.Headers.UserAgent.ToString().Where(character => !char.IsControl(character)).Take(ClientLength));
        return said.Length == 0 ? "unknown" : said;
    }

    private static Api.SessionView Show(SessionView session, string? current) => new()
    {
        Id = session.Id,
        Name = session.TokenName,
        CreatedAt = session.CreatedAt,
        LastSeenAt = session.LastSeenAt,
        ExpiresAt = session.ExpiresAt,
        From = session.From,
        Client = session.Client,
        Current = string.Equals(session.Id, current, StringComparison.Ordinal),
    };
}
