using OrleansOps.Access;

namespace OrleansOps.Seeds;

/// <summary>Whose token this is. None is taken that an enrolment has not given to a host: older servers let in whatever came first.</summary>
internal sealed class SeedTokens(TokenChecks checks, StrangerLimit strangers, RefusalLog refusals)
{
    /// <summary>The token of a host; or why it opens nothing.</summary>
    public async ValueTask<(TokenView? Token, SeedRefusal Refusal)> Check(HttpContext http, string? text)
    {
        if (!AccessToken.TryParse(text, out var token))
        {
            refusals.NoToken(http);
            return (null, Guessed(http, SeedRefusal.Invalid));
        }

        if (token.Value.Kind != TokenKind.Agent)
        {
            refusals.WrongDoor(http, AccessToken.NameOf(token.Value.Kind));
            return (null, Guessed(http, SeedRefusal.WrongKind));
        }

        var verdict = await checks.Check(token.Value, http.Connection.RemoteIpAddress);
        if (verdict.Token is { AgentId: not null } known)
        {
            return (known, default);
        }

        refusals.WrongToken(http, token.Value.Id, verdict);
        return (null, verdict.Wait is null ? SeedRefusal.Invalid : SeedRefusal.TooManyWrong);
    }

    private SeedRefusal Guessed(HttpContext http, SeedRefusal refusal) =>
        strangers.Take(http.Connection.RemoteIpAddress) is null ? refusal : SeedRefusal.TooManyWrong;
}
