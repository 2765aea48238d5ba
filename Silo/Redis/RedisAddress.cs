using System.Net;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>Where Redis is and who we are there, from the settings. No message of it repeats what was set: there may be a password in it.</summary>
internal static class RedisAddress
{
    /// <summary>What the client needs.</summary>
    /// <exception cref="FormatException">It cannot be understood, or contradicts itself.</exception>
    /// <exception cref="IOException">The password's file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The password's file may not be read.</exception>
    public static ConfigurationOptions Parse(RedisOptions options)
    {
        var parsed = Parse(options.ConnectionString);
        var password = options.Password ?? (options.PasswordFile is { } file ? FirstLine(file) : null);
        if (options is { Password: not null, PasswordFile: not null })
        {
            throw new FormatException("Redis:Password and Redis:PasswordFile are both set. Set one.");
        }

        if (password is not null && parsed.Password is not null)
        {
            throw new FormatException("Redis:ConnectionString has a password, and Redis:Password or Redis:PasswordFile another. Set one.");
        }

        parsed.Password ??= password;
        parsed.User = options.User ?? parsed.User;
        return parsed;
    }

    private static ConfigurationOptions Parse(string text)
    {
        const string Form = "It must be host:port[,option=value], such as 127.0.0.1:6379 or redis.internal:6380,ssl=true, or a Unix socket, such as /run/redis/redis.sock; the password goes into Redis:PasswordFile.";
        if (text.Contains("://", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException($"Redis:ConnectionString looks like a URL. {Form}");
        }

        if (Understood(text) is not { } parsed)
        {
            throw new FormatException($"Redis:ConnectionString has an option that is not known, or a password with a comma. {Form}");
        }

        return parsed.EndPoints.Count == 1 && parsed.EndPoints[0] is not DnsEndPoint { Host: "" }
            ? parsed
            : throw new FormatException($"Redis:ConnectionString has {parsed.EndPoints.Count} addresses. {Form}");
    }

    private static ConfigurationOptions? Understood(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text.StartsWith('/') ? $"!{text}" : text);   // how the client writes a Unix socket
        }
        catch (ArgumentException)   // its text repeats the part that it did not understand, which is half a password where that has a comma
        {
            return null;
        }
    }

    private static string FirstLine(string file) => File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line
        ? line
        : throw new FormatException($"Redis:PasswordFile {file} has no password in its first line.");
}
