
namespace OrleansOps.Access;

/// <summary>Names of the authorization policies: one door for each kind of token, and no key fits two.</summary>
internal static class Doors
{
    public const string Scheme = "Bearer";

    public const string Operators = "operators";

    public const string Enrolment = "enrolment";

    public const string Agents = "agents";

    /// <summary>Claim types of the one identity that a token gives.</summary>
    public const string KindClaim = "ops:kind";

    public const string TokenIdClaim = "ops:token";

    public const string ExpiryClaim = "ops:expires";

    /// <summary>An agent that has proven that it knows its token, and to which the gateway proved the same.</summary>
    public const string ProvenClaim = "ops:proven";

    /// <summary>The browser's session, where the request came with one instead of a token.</summary>
    public const string SessionClaim = "ops:session";
}
