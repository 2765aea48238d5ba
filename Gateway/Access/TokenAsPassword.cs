namespace OrleansOps.Access;

/// <summary>
/// Marks a door for programs that know HTTP's basic authentication alone: the token may stand there as the password, with any user. It is looked at as any
/// other, and no browser is ever asked for it: the challenge names the other way.
/// </summary>
internal sealed class TokenAsPassword
{
    public static readonly TokenAsPassword Mark = new();
}
