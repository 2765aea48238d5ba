namespace OrleansOps.Access;

/// <summary>Marks a door that opens to the token of a run of Terraform and to no other: between a host and the gateway, and no part of the operators' API.</summary>
internal sealed class TokenOfRun
{
    public static readonly TokenOfRun Mark = new();
}
