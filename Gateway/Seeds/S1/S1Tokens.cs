using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OrleansOps.Access;
using OrleansOps.Metrics;
using OrleansOps.Seeds.S1.Wire;

namespace OrleansOps.Seeds.S1;

/// <summary>Whose token this is. None is taken that an enrolment has not given to a host: S1 let in whatever came first.</summary>
internal sealed class S1Tokens(TokenChecks checks, StrangerLimit strangers, RefusalLog refusals, GatewayMeter meter, IOptions<S1Options> options)
{
    private const string Marker = "agent-token";

    /// <summary>What a handshake shows: "agent-token" and the token, with or without a space, or the token alone.</summary>
    public static string? InHandshake(StringValues protocols) =>
        protocols.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList() switch
        {
            [Marker, var token] => token,
            [not Marker and var token] => token,
            _ => null,
        };

    /// <summary>The token of a host; or why it does not open anything here.</summary>
    public async ValueTask<(TokenView? Token, S1Refusal? Refusal)> Check(HttpContext http, string? text)
    {
        if (!options.Value.Enabled)
        {
            return Refuse(S1Refusal.Off);
        }

        if (!AccessToken.TryParse(text, out var token))
        {
            refusals.NoToken(http);
            return Refuse(strangers.Take(http.Connection.RemoteIpAddress) is null ? S1Refusal.InvalidToken : S1Refusal.TooManyWrong);
        }

        if (token.Value.Kind != TokenKind.Agent)
        {
            refusals.WrongDoor(http, AccessToken.NameOf(token.Value.Kind));
            return Refuse(strangers.Take(http.Connection.RemoteIpAddress) is null ? S1Refusal.WrongKind : S1Refusal.TooManyWrong);
        }

        var verdict = await checks.Check(token.Value, http.Connection.RemoteIpAddress);
        if (verdict.Token is { AgentId: not null } known)
        {
            return (known, null);
        }

        refusals.WrongToken(http, token.Value.Id, verdict);
        return Refuse(verdict.Wait is null ? S1Refusal.InvalidToken : S1Refusal.TooManyWrong);
    }

    private (TokenView? Token, S1Refusal? Refusal) Refuse(S1Refusal refusal)
    {
        meter.Refused($"s1-{refusal.Status}");
        return (null, refusal);
    }
}
