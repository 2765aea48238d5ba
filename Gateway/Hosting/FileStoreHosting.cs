using Microsoft.Extensions.Options;
using OrleansOps.Files;
using OrleansOps.Files.Disk;
using OrleansOps.Transfers;

namespace OrleansOps.Hosting;

/// <summary>The store of files: a folder.</summary>
internal static class FileStoreHosting
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FileStoreOptions>().BindConfiguration(FileStoreOptions.Section).ValidateDataAnnotations()
            .Validate(
                files => files.LargestBytes <= files.QuotaBytes,
                $"{FileStoreOptions.Section}:{nameof(FileStoreOptions.LargestBytes)} must not exceed {FileStoreOptions.Section}:{nameof(FileStoreOptions.QuotaBytes)}.")
            .ValidateOnStart();
        services.AddSingleton(all => new FilePaths(
            all.GetRequiredService<IOptions<FileStoreOptions>>().Value.Directory ?? Path.Combine(all.GetRequiredService<IOptions<GatewayOptions>>().Value.DataDir, "files")));
        services.AddSingleton<StoreLock>();
        services.AddSingleton<FileRecords>();
        services.AddSingleton<RunningHashes>();
        services.AddSingleton<DiskUploads>();
        services.AddSingleton<IFileStore, DiskFileStore>();
        services.AddHostedService<FileSweepLoop>();
        services.AddSingleton<TaskDoor>();
    }
}
