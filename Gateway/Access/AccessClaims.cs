namespace OrleansOps.Access;

/// <summary>Claim types of the one identity that a token gives.</summary>
internal static class AccessClaims
{
    public const string Kind = "ops:kind";

    public const string TokenId = "ops:token";

    public const string Expiry = "ops:expires";

    /// <summary>An agent that has proven that it knows its token, and to which the gateway proved the same.</summary>
    public const string Proven = "ops:proven";

    /// <summary>The browser's session, where the request came with one instead of a token.</summary>
    public const string Session = "ops:session";

    /// <summary>The workspace of the run whose token it is.</summary>
    public const string Workspace = "ops:workspace";

    /// <summary>The run whose token it is.</summary>
    public const string Run = "ops:run";

    /// <summary>What the kind of such a token is called.</summary>
    public const string RunKind = "run";

    /// <summary>What the kind of a control plane of another system is called, which signs its requests and has no token.</summary>
    public const string ControlPlaneKind = "control-plane";
}
