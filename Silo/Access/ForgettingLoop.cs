using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>Now and then has forgotten what has been over for long: tokens, removed agents, browsers' sessions. Several silos may do so at once.</summary>
internal sealed partial class ForgettingLoop(
    IGrainFactory grains, IOptions<TokenOptions> options, TimeProvider time, ILogger<ForgettingLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)   // the store or the cluster is away
            {
                LogNotDone(failure, options.Value.LookEvery);
            }
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        await grains.GetGrain<ISessionIndexGrain>(0).List();   // forgets those that are over
        for (var list = 0; list < TokenLists.Count && !stopping.IsCancellationRequested; list++)
        {
            await Look(grains.GetGrain<ITokenIndexGrain>(list));
        }
    }

    private async Task Look(ITokenIndexGrain list)
    {
        var gone = new List<string>();
        foreach (var id in await list.Ids())
        {
            if (await grains.GetGrain<ITokenGrain>(id).Forget())
            {
                gone.Add(id);
            }
        }

        if (gone.Count > 0)
        {
            await list.Remove(gone);
            LogForgotten(gone.Count);
        }
    }

    [LoggerMessage(4011, LogLevel.Information, "{Count} tokens that have long been over were forgotten")]
    private partial void LogForgotten(int count);

    [LoggerMessage(4012, LogLevel.Warning, "Not all that is over could be forgotten; trying again in {Pause}")]
    private partial void LogNotDone(Exception failure, TimeSpan pause);
}
