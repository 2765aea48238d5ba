namespace OrleansOps.Access;

/// <summary>Names of the authorization policies: one for each kind of token, and no token fits two.</summary>
internal static class AccessPolicies
{
    public const string Scheme = "Bearer";

    public const string Operators = "operators";

    public const string Enrolment = "enrolment";

    public const string Agents = "agents";
}
