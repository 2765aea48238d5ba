using OrleansOps.Http;

namespace OrleansOps.Access;

/// <summary>The words for a closed door. They never say whether it was the id or the secret that was wrong.</summary>
internal static class AccessRefusals
{
    /// <summary>An agent's first request, which is answered with a challenge.</summary>
    public static readonly Refusal ProofWanted = new(
        Api.ProblemCodes.MissingToken, "Agent and gateway prove to each other that they know the agent's token.", "Answer the challenge in WWW-Authenticate, as docs/protocol.md says.");

    /// <summary>Such agents show their token to whoever listens, and obey him.</summary>
    public static readonly Refusal AgentTooOld = new(
        Api.ProblemCodes.ProofWanted, "The agent sends its token as it is, which this gateway does not take.",
        "Update the agent on this host; its identity and its tasks stay. Until all are updated, Gateway:Access:AgentsWithoutProof=true lets old ones in.");

    public static Refusal For(TokenVerdict? verdict) => verdict switch
    {
        null => new(Api.ProblemCodes.MissingToken, "No token was sent.", "Send the header 'Authorization: Bearer <token>'."),
        { Wait: { } wait } => new Refusal(
            Api.ProblemCodes.TooManyWrongTokens, "Too many wrong tokens came from this address.",
            $"Wait {Math.Ceiling(wait.TotalSeconds)} s and send a valid token.")
        { RetryAfter = wait },
        { Status: TokenStatus.Expired } => new(Api.ProblemCodes.ExpiredToken, "The token has expired.", "Ask an operator for a new one."),
        { Status: TokenStatus.Revoked } => new(Api.ProblemCodes.RevokedToken, "The token was revoked.", "Ask an operator for a new one."),
        { Status: TokenStatus.UsedUp } => new Refusal(
            Api.ProblemCodes.UsedUpToken, "The join token was used as often as it may be.", "Ask an operator for another one.") with
        { See = "POST /api/v1/join-tokens" },
        _ => new(Api.ProblemCodes.WrongToken, "The token is not valid.", "Check that it was copied whole."),
    };

    public static Refusal WrongDoor(string kind) => new(
        Api.ProblemCodes.WrongTokenKind, "The token is of the wrong kind.",
        $"A token of kind '{kind}' does not open this door: operators use admin tokens, enrolment a join token, an agent's socket its agent token.");
}
