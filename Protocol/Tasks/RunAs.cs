namespace OrleansOps.Protocol;

/// <summary>Whose a task's processes are, where they are not the agent's own user's. Only an agent of root can do that.</summary>
/// <param name="User">Name or number of a user of the host.</param>
/// <param name="Group">Its group; the user's own by default.</param>
/// <param name="Groups">Its supplementary groups, in place of the user's.</param>
/// <param name="Login">Whether it is run by the user's login shell, which reads his profile; otherwise it finds a few harmless variables.</param>
public sealed record RunAs(string User, string? Group = null, IReadOnlyList<string>? Groups = null, bool Login = false);
