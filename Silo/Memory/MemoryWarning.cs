using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansOps.InMemory;

/// <summary>Says at start what nobody may overlook.</summary>
internal sealed partial class MemoryWarning(ILogger<MemoryWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogLostWithTheProcess();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4301, LogLevel.Warning,
        "STORE IS MEMORY: tasks, results, logs, agents and tokens are LOST when this process ends. For tests only. Set Store to Redis to keep them")]
    private partial void LogLostWithTheProcess();
}
