using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Access;

/// <summary>How tokens are checked.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Gateway:Access";

    /// <summary>How long a token that was found valid is taken for valid without asking again. Default: 4 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan TrustFor { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Wrong tokens that one address may present at once before it is told to wait. Default: 60.</summary>
    [Range(1, 100_000)]
    public int WrongTokens { get; set; } = 60;

    /// <summary>Time after which one more wrong token is allowed. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan WrongTokenEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Tokens that are looked up at once for addresses from which too many wrong ones came; a hundred times as many wait their turn. Default: 64.</summary>
    [Range(1, 10_000)]
    public int LookupsAtOnce { get; set; } = 64;

    /// <summary>Lets agents in that send their token as it is, and so prove nothing and are proven nothing. Only while old agents are updated. Default: false.</summary>
    public bool AgentsWithoutProof { get; set; }

    /// <summary>Requests that one operator's or join token may make each second, and at once. Several times what a script makes. Default: 2,000.</summary>
    [Range(10, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 2_000;

    /// <summary>
    /// Requests that one address may make each second, and at once, without showing a token: none of them opens anything but what stands open. Default: 100.
    /// </summary>
    [Range(1, 1_000_000)]
    public int StrangersPerSecond { get; set; } = 100;

    /// <summary>Writes a new admin token at this start, for an operator who lost every other. Default: only if there is none.</summary>
    public bool IssueAdminToken { get; set; }
}
