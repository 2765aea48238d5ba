namespace OrleansOps.EndToEnd;

/// <summary>One message of the agents' protocol on its way.</summary>
/// <param name="Way">Where it goes.</param>
/// <param name="Name">Its target; an answer has the name of what it answers with ".Answer" behind it.</param>
/// <param name="Text">Its JSON.</param>
/// <param name="Connection">The connection that carries it.</param>
internal sealed record WireMessage(Way Way, string Name, string Text, ProxiedConnection Connection)
{
    public bool IsOf(string taskId) => Text.Contains($"\"taskId\":\"{taskId}\"", StringComparison.Ordinal);
}
