namespace OrleansOps.Access;

/// <summary>Marks a door for agents of another protocol, which show their token in a way of their own, or for their control plane, which signs. The door looks at it itself.</summary>
internal sealed class TokenOfOlderAgent
{
    public static readonly TokenOfOlderAgent Mark = new();
}
