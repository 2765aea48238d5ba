using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansOps.Lifetime;

namespace OrleansOps.Hosting;

/// <summary>Runs a program of the control plane from its start to its end, and says in one sentence why it ended, unless it was told to.</summary>
public static class ProcessRun
{
    /// <summary>Time to let go of what is under way.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    /// <summary>The same where nothing can be put in order any more: the store is gone, or the cluster goes on without this silo.</summary>
    private static readonly TimeSpan BreakOffWithin = TimeSpan.FromSeconds(3);

    /// <summary>What a part may take beyond that. Then the process ends without it.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(3);

    /// <summary>Composes the program, runs it and returns the exit code for its process.</summary>
    /// <param name="program">Its name, for the sentence.</param>
    /// <param name="build">Composes it.</param>
    public static async Task<int> ToItsEnd(string program, Func<IHost> build)
    {
        var (code, why) = await Run(build);
        if (why is not null)
        {
            await Console.Error.WriteLineAsync($"{program}: {why}");
        }

        return code;
    }

    private static async Task<(int Code, string? Why)> Run(Func<IHost> build)
    {
        try
        {
            return await Run(build());   // never disposed: the process ends, and nothing may hold that up
        }
        catch (Exception refusal) when (Refusal(refusal) is not null)
        {
            return (ExitCode.RefusedSettings, Refusal(refusal));
        }
        catch (IOException failure)   // an address in use, most of all
        {
            return (ExitCode.Failed, failure.Message);
        }
        catch (Exception failure)
        {
            return (ExitCode.Failed, $"It failed at its start: {failure.GetBaseException().Message} The log has the rest.");
        }
    }

    private static async Task<(int Code, string? Why)> Run(IHost host)
    {
        var end = host.Services.GetRequiredService<ProcessEnd>();
        var application = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.StartAsync();
        }
        catch (Exception) when (application.ApplicationStopping.IsCancellationRequested)
        {
            return (end.Code, end.Why);   // the end came before all was there
        }

        await application.ApplicationStopping.Ended();
        var late = await Stop(host, end.Why is null ? StopWithin : BreakOffWithin);
        return end.Why is null ? LoopThatFailed(host) ?? (end.Code, late) : (end.Code, end.Why);
    }

    private static async Task<string?> Stop(IHost host, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await host.StopAsync(limit.Token).WaitAsync(within + Beyond);
            return null;
        }
        catch (Exception late) when (late is OperationCanceledException or TimeoutException)
        {
            return $"Not all of it ended within {within.TotalSeconds:0} seconds. What was not stored is sent again by whoever sent it.";
        }
    }

    /// <summary>The host stops when a loop fails, and takes that for a good end.</summary>
    private static (int Code, string? Why)? LoopThatFailed(IHost host)
    {
        var failed = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().FirstOrDefault(loop => loop.ExecuteTask is { IsFaulted: true });
        return failed is null ? null : (ExitCode.Failed, $"{failed.GetType().Name} failed: {failed.ExecuteTask!.Exception!.GetBaseException().Message} The log has the rest.");
    }

    private static string? Refusal(Exception failure) => failure switch
    {
        RefusedSettingException or OptionsValidationException => failure.Message,
        AggregateException all when all.InnerExceptions.All(one => one is OptionsValidationException) => string.Join(' ', all.InnerExceptions.Select(one => one.Message)),
        _ => null,
    };
}
