namespace OrleansOps.Access;

/// <summary>Names of the authorization policies: one for each kind of token, and no token fits two; states alone have doors that two kinds open.</summary>
internal static class AccessPolicies
{
    public const string Scheme = "Bearer";

    public const string Operators = "operators";

    public const string Enrolment = "enrolment";

    public const string Agents = "agents";

    /// <summary>A host that runs Terraform, with the token of the run.</summary>
    public const string Runs = "runs";

    /// <summary>Operators, and runs for the state of their own workspace.</summary>
    public const string States = "states";
}
