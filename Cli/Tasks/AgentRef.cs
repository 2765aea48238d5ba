using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The host a task is for.</summary>
internal sealed record AgentRef(string Id, string? Name = null)
{
    /// <summary>The name if there is one, as people speak of the host.</summary>
    public string Shown => Printable.Of(string.IsNullOrEmpty(Name) ? Id : Name);
}
