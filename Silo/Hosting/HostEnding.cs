using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansOps.Health;

namespace OrleansOps;

/// <summary>How a host that runs grains ends: 0 when it was told to, anything else with a sentence that says why.</summary>
public static class HostEnding
{
    /// <summary>The exit code where the store is lost to this process. To be started again, then it begins with what is there.</summary>
    public const int StoreLost = 3;

    /// <summary>The exit code where a part of the process failed that must not.</summary>
    public const int Failed = 1;

    /// <summary>Runs the host and returns the exit code for its process. Why it is not 0 goes to standard error.</summary>
    /// <param name="host">Built and not started.</param>
    /// <param name="program">Its name, for the sentence.</param>
    public static async Task<int> RunToItsEnd(this IHost host, string program)
    {
        var store = host.Services.GetRequiredService<IStoreHealth>();
        var loops = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        await host.RunAsync();

        var (code, why) = Why(store, loops);
        if (why is not null)
        {
            await Console.Error.WriteLineAsync($"{program}: {why}");
        }

        return code;
    }

    private static (int Code, string? Why) Why(IStoreHealth store, BackgroundService[] loops)
    {
        if (store.Loss is { } loss)
        {
            return (StoreLost, loss);
        }

        // The host stops when one of them fails, and takes that for a good end.
        var failed = loops.FirstOrDefault(loop => loop.ExecuteTask is { IsFaulted: true });
        return failed is null ? (0, null) : (Failed, $"{failed.GetType().Name} failed: {failed.ExecuteTask!.Exception!.GetBaseException().Message} The log has the rest.");
    }
}
