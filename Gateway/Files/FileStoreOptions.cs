using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Files;

/// <summary>The store of files that operators and hosts exchange.</summary>
internal sealed class FileStoreOptions
{
    public const string Section = "Gateway:Files";

    /// <summary>
    /// Folder of the files. Several gateways of an installation share one, such as a network file system with locks. Default: "files" in DataDir, which is right for
    /// one gateway alone.
    /// </summary>
    public string? Directory { get; set; }

    /// <summary>Bytes of all files together, with those that are being uploaded. Default: 50 GiB.</summary>
    [Range(1L << 20, 1L << 50)]
    public long QuotaBytes { get; set; } = 50L << 30;

    /// <summary>Bytes of one file at most. Default: 8 GiB.</summary>
    [Range(1L << 20, 1L << 40)]
    public long LargestBytes { get; set; } = 8L << 30;

    /// <summary>Bytes of the disk that uploads leave free. Default: 1 GiB.</summary>
    [Range(0, 1L << 50)]
    public long SpareBytes { get; set; } = 1L << 30;

    /// <summary>How long a file is kept for which nothing else was asked. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(7);

    /// <summary>An upload to which nothing was added for so long is given up. Default: 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan AbandonAfter { get; set; } = TimeSpan.FromDays(1);
}
