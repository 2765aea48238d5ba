using Microsoft.Extensions.Hosting;

namespace OrleansOps.Simulation.Server;

/// <summary>Nobody else runs in the process.</summary>
internal sealed class NoHost : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication()
    {
        // The world decides when a life ends.
    }
}
