using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Redis;

/// <summary>The durable store.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>
    /// Address and options, as the Redis client takes them. One node: scripts touch several keys at once, and those keys must be together.
    /// Default: 127.0.0.1:6379.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string ConnectionString { get; set; } = "127.0.0.1:6379";

    /// <summary>How often the store is asked how it is. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one call may take before it counts as failed. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
