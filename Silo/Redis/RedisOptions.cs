using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Redis;

/// <summary>The durable store.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>
    /// Address and options, as the Redis client takes them: host:port[,option=value], or the path of a Unix socket in place of host and port. One node: scripts touch several keys at once, and those keys
    /// must be together. A password in it can have no comma; <see cref="PasswordFile"/> takes any. Default: 127.0.0.1:6379.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string ConnectionString { get; set; } = "127.0.0.1:6379";

    /// <summary>Name of the user (an ACL user of Redis 6 or later). Default: none, which Redis takes for "default".</summary>
    public string? User { get; set; }

    /// <summary>The password, of any characters. <see cref="PasswordFile"/> keeps it out of the environment. Default: none.</summary>
    public string? Password { get; set; }

    /// <summary>A file with the password as its first line. Default: none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>How often the store is asked how it is. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one call may take before it counts as failed. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
