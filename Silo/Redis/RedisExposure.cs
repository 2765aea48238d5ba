using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>Who else could speak to Redis, by how we do. Whoever can write there makes tokens, and so runs scripts on every host.</summary>
internal static class RedisExposure
{
    /// <summary>What an operator should know; null where nothing is open.</summary>
    public static string? Of(ConfigurationOptions redis)
    {
        var point = redis.EndPoints.Single();
        var hasPassword = !string.IsNullOrEmpty(redis.Password);
        return (IsFile(point), IsThisMachine(point), hasPassword, redis.Ssl) switch
        {
            (true, _, _, _) or (_, true, true, _) or (_, _, true, true) => null,
            (_, true, false, _) => "Redis takes commands without a password from every user of this machine. Set one (requirepass and Redis:PasswordFile), or let Redis listen on a Unix socket.",
            (_, _, false, true) => "Redis takes commands without a password from whoever reaches it. Set one (requirepass and Redis:PasswordFile).",
            (_, _, true, false) => "Redis is spoken to over the network without TLS: whoever listens there learns its password and every script. Use TLS (ssl=true).",
            _ => "Redis is spoken to over the network without a password and without TLS: whoever reaches it is root on every host. Set a password (requirepass and Redis:PasswordFile) and use TLS (ssl=true).",
        };
    }

    /// <summary>The file's permissions say who may.</summary>
    private static bool IsFile(EndPoint point) => point is UnixDomainSocketEndPoint;

    private static bool IsThisMachine(EndPoint point) => point switch
    {
        IPEndPoint { Address: var address } => IPAddress.IsLoopback(address),
        DnsEndPoint { Host: var host } => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
