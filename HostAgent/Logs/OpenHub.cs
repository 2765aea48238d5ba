using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>The gateway, while a session with it is open. An answer that comes when another one is open means nothing any more.</summary>
internal sealed class OpenHub
{
    public IAgentHub? Now { get; private set; }

    public void Open(IAgentHub hub) => Now = hub;

    public void Close() => Now = null;

    /// <summary>The connection of this one is going. Another may have come since.</summary>
    public void Lost(IAgentHub hub) => Now = Now == hub ? null : Now;
}
