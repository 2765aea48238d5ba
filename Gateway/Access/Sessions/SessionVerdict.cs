using OrleansOps.Http;

namespace OrleansOps.Access;

/// <summary>What a check of a session found: the session, or why it opens nothing.</summary>
internal readonly record struct SessionVerdict(SessionView? Session, Refusal? Refusal)
{
    public static readonly SessionVerdict Over = new(null, new Refusal(
        Api.ProblemCodes.SessionOver, "The session is over.",
        "It was ended, not used for too long, or its token was revoked or has expired. Log in again."));

    public static SessionVerdict MustWait(TimeSpan wait) => new(null, AccessRefusals.For(new TokenVerdict(TokenStatus.Wrong, null, wait)));
}
