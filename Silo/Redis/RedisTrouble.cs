using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>What a failed call says of Redis, in a sentence that tells what to do.</summary>
internal static class RedisTrouble
{
    public static string Sentence(string address, Exception failure)
    {
        var said = failure.Message;
        return failure switch
        {
            _ when said.Contains("NOAUTH", StringComparison.Ordinal) => $"Redis at {address} asks for a password. Set Redis:PasswordFile.",
            _ when said.Contains("WRONGPASS", StringComparison.Ordinal) =>
                $"Redis at {address} does not take the password, or not for this user. See Redis:PasswordFile and Redis:User.",
            _ when said.Contains("LOADING", StringComparison.Ordinal) => $"Redis at {address} is loading its data.",
            RedisConnectionException or TimeoutException => $"Redis at {address} did not do it: {said} Check that redis-server runs there, or set Redis:ConnectionString.",
            _ => $"Redis at {address} did not do it: {said}",
        };
    }
}
