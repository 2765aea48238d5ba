using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Connection;

/// <summary>One open connection to the gateway.</summary>
internal interface IGatewayConnection : IAsyncDisposable
{
    /// <summary>What the agent may say on it.</summary>
    IAgentHub Hub { get; }

    /// <summary>Completes when it is closed, with what closed it if that was an error. Never fails.</summary>
    Task<Exception?> Closed { get; }
}
