using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OrleansOps.Access;
using OrleansOps.Metrics;
using OrleansOps.Seeds.S1.Wire;

namespace OrleansOps.Seeds.S1;

/// <summary>Whose token this is, in the words of S1.</summary>
internal sealed class S1Tokens(SeedTokens tokens, GatewayMeter meter, IOptions<S1Options> options)
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

        var (token, refusal) = await tokens.Check(http, text);
        return token is not null ? (token, null) : Refuse(refusal switch
        {
            SeedRefusal.WrongKind => S1Refusal.WrongKind,
            SeedRefusal.TooManyWrong => S1Refusal.TooManyWrong,
            _ => S1Refusal.InvalidToken,
        });
    }

    private (TokenView? Token, S1Refusal? Refusal) Refuse(S1Refusal refusal)
    {
        meter.Refused($"s1-{refusal.Status}");
        return (null, refusal);
    }
}
