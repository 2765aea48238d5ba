namespace OrleansOps.Access;

/// <summary>Marks a door that opens to the token which came with a task's order. The door looks at it itself.</summary>
internal sealed class TokenOfTask
{
    public static readonly TokenOfTask Mark = new();
}
