namespace OrleansOps.Files;

/// <summary>Takes away expired files and uploads that were given up.</summary>
internal sealed partial class FileSweepLoop(IFileStore files, TimeProvider time, ILogger<FileSweepLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var swept = await files.Sweep(stoppingToken);
                if (swept is not { Expired: 0, Uploads: 0, Orphans: 0 })
                {
                    LogSwept(swept.Expired, swept.Uploads, swept.Orphans);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LogNotSwept(failure.Message);   // the folder may be away: it is looked at again
            }
        }
    }

    [LoggerMessage(3161, LogLevel.Information, "Took {Expired} expired files away, {Uploads} old uploads and {Orphans} contents that no record names")]
    private partial void LogSwept(int expired, int uploads, int orphans);

    [LoggerMessage(3162, LogLevel.Warning, "The folder of files cannot be swept now: {Why}")]
    private partial void LogNotSwept(string why);
}
