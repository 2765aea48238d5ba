using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Access;

/// <summary>How long tokens are remembered that open nothing any more.</summary>
public sealed class TokenOptions
{
    public const string Section = "Tokens";

    /// <summary>
    /// How long an expired or revoked token is kept for the list, and a removed agent so that it stays away. No shorter than a join token
    /// lives: an agent could come back with the one that it was enrolled with. Default: 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "3650.00:00:00")]
    public TimeSpan KeptWhenOver { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often it is looked for tokens and sessions to be forgotten. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromHours(1);
}
