using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Installing;
using OrleansOps.Lifetime;
using OrleansOps.Operators.Agents;

namespace OrleansOps.Operators.Access;

/// <summary>Making, listing and revoking tokens.</summary>
internal static class TokenEndpoints
{
    private const int DefaultJoinSeconds = 3_600;
    private const int MostJoinSeconds = 604_800;
    private const int DefaultTokenSeconds = 90 * 86_400;
    private const int MostTokenSeconds = 365 * 86_400;
    private const int LeastSeconds = 60;
    private const int MostUses = 10_000;

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        var access = routes.MapGroup("").WithTags("Access");
        access.MapPost("/join-tokens", CreateJoin).WithName("createJoinToken").WithSummary("Creates a token with which hosts join. It is shown once.")
            .Answers<Api.JoinToken>(StatusCodes.Status201Created).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        access.MapPost("/tokens", Create).WithName("createToken").WithSummary("Creates an operator's token. It is shown once.")
            .Answers<Api.NewToken>(StatusCodes.Status201Created).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        access.MapGet("/tokens", List).WithName("listTokens").WithSummary("Lists the operators' tokens and the join tokens, without their secrets.")
            .Answers<Api.TokenList>(StatusCodes.Status200OK).Refuses();
        access.MapDelete("/tokens/{id}", Revoke).WithName("revokeToken").WithSummary("Revokes a token. It opens nothing after 5 seconds at the latest.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
        access.MapGet("/whoami", WhoAmI).WithName("whoami").WithSummary("Says whose token it is, and who answers.")
            .Answers<Api.WhoAmI>(StatusCodes.Status200OK).Refuses();
    }

    private static async Task<IResult> CreateJoin(JsonBody<Api.CreateJoinToken> body, IGrainFactory grains, AgentNames names, AgentPackages packages, TimeProvider time, HttpContext http)
    {
        var (expires, uses) = (body.Value.ExpiresInSeconds ?? DefaultJoinSeconds, body.Value.Uses ?? 1);
        var refusal = Between("expiresInSeconds", expires, LeastSeconds, MostJoinSeconds)
            ?? Between("uses", uses, 1, MostUses)
            ?? LabelRules.Broken(body.Value.Labels);
        AgentView? agent = null;
        if (refusal is null && body.Value.Agent is { } host)
        {
            (agent, refusal) = await names.Resolve(host);
            refusal ??= JoinRules.Again(body.Value, agent!);
        }

        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        var expiresAt = time.GetUtcNow().AddSeconds(expires);
        var token = await Store(grains, http, new TokenSpec
        {
            Kind = TokenKind.Join,
            Name = agent is null ? $"join by {http.User.TokenName()}" : $"join of {agent.Name} by {http.User.TokenName()}",
            SecretHash = [],
            ExpiresAt = expiresAt,
            Uses = uses,
            Labels = body.Value.Labels ?? new Dictionary<string, string>(),
            TrustHostLabels = body.Value.TrustHostLabels ?? false,
            ForAgentId = agent?.Id,
        });
        return TypedResults.Created((string?)null, new Api.JoinToken(
            token.Reveal(), token.Id, expiresAt, uses, [.. (await packages.List(http.RequestAborted)).Select(package => new Api.HostProgram(package.Platform, package.Sha256))]));
    }

    private static async Task<IResult> Create(JsonBody<Api.CreateToken> body, IGrainFactory grains, TimeProvider time, HttpContext http)
    {
        var expires = body.Value.ExpiresInSeconds ?? DefaultTokenSeconds;
        if (body.Value.Name is not { Length: > 0 and <= 128 } name || !ShownText.IsName(name))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidName, "name", "'name' must be 1 to 128 printable characters.").ToResult();
        }

        if (Between("expiresInSeconds", expires, LeastSeconds, MostTokenSeconds) is { } refusal)
        {
            return refusal.ToResult();
        }

        var expiresAt = time.GetUtcNow().AddSeconds(expires);
        var token = await Store(grains, http, new TokenSpec { Kind = TokenKind.Admin, Name = name, SecretHash = [], ExpiresAt = expiresAt });
        return TypedResults.Created((string?)null, new Api.NewToken(token.Reveal(), token.Id, name, expiresAt));
    }

    private static async Task<IResult> List(IGrainFactory grains)
    {
        var tokens = await grains.GetGrain<ITokenIndexGrain>(0).List();
        return TypedResults.Ok(new Api.TokenList([.. tokens.Select(Show)]));
    }

    private static async Task<IResult> Revoke(string id, IGrainFactory grains, TokenChecks checks, SessionChecks sessions)
    {
        // Not what the list has, but what exists: what can open a door can be shut out.
        var grain = grains.GetGrain<ITokenGrain>(id);
        if (!AccessToken.IsId(id) || await grain.Describe() is not { } token)
        {
            return new Refusal(Api.ProblemCodes.UnknownToken, "There is no such token.", "Its id is wrong, or it is gone already.") { See = "GET /api/v1/tokens" }.ToResult();
        }

        if (token.Kind == TokenKind.Agent && await grains.GetGrain<IAgentGrain>(id).Describe() is { } agent)
        {
            return new Refusal(
                Api.ProblemCodes.UnknownToken, "It is the token of a host.",
                "It is revoked by removing the host.")
            { See = $"DELETE /api/v1/agents/{agent.Id}" }.ToResult();
        }

        await grain.Revoke();
        checks.Forget(id);
        sessions.ForgetToken(id);
        return TypedResults.NoContent();
    }

    private static Ok<Api.WhoAmI> WhoAmI(ClaimsPrincipal user) => TypedResults.Ok(
        new Api.WhoAmI(user.TokenId(), user.TokenName(), TokenKind.Admin, user.TokenExpiry(), new Api.ServerView(ServerVersion.Text)));

    private static async Task<AccessToken> Store(IGrainFactory grains, HttpContext http, TokenSpec spec)
    {
        var token = AccessToken.New(spec.Kind);
        http.Audit().Of(token.Id, spec.Name);
        await grains.GetGrain<ITokenGrain>(token.Id).Create(
            spec with { SecretHash = token.SecretHash(), CreatedBy = http.User.TokenName(), CreatedById = http.User.TokenId() });
        await grains.GetGrain<ITokenIndexGrain>(0).Add(token.Id);
        return token;
    }

    private static Api.TokenView Show(TokenView token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Kind = token.Kind,
        CreatedAt = token.CreatedAt,
        CreatedBy = token.CreatedBy,
        CreatedById = token.CreatedById,
        ExpiresAt = token.ExpiresAt,
        LastUsedAt = token.LastUsedAt,
        Revoked = token.Revoked,
        UsesLeft = token.Kind == TokenKind.Join ? token.UsesLeft : null,
    };

    private static Refusal? Between(string field, int value, int least, int most) => value >= least && value <= most
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, field, $"'{field}' is {value}; it must be {least} to {most}.");
}
