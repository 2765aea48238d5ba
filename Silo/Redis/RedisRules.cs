using Microsoft.Extensions.Options;

namespace OrleansOps.Redis;

/// <summary>An address that cannot be understood is said at the start, and by its name.</summary>
internal sealed class RedisRules : IValidateOptions<RedisOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        try
        {
            RedisAddress.Parse(options);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException refused)
        {
            return ValidateOptionsResult.Fail(refused.Message);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"Redis:PasswordFile cannot be read: {unread.Message}");
        }
    }
}
