namespace OrleansOps.Access;

/// <summary>Marks a door at which the token is shown in the body, where it is looked at as any other.</summary>
internal sealed class TokenInBody
{
    public static readonly TokenInBody Mark = new();
}
