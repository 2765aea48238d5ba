using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Seeds.S2;

/// <summary>The doors for a control plane that spoke to S2, the agent-server in Go. Without a secret they stay shut.</summary>
internal sealed class S2Options
{
    public const string Section = "Gateway:S2";

    /// <summary>
    /// File with the secret that gateway and control plane share, 16 to 1,024 characters; of several lines the request may be signed with any, so that it can be
    /// replaced. The same for all gateways of an installation. Default: none, and nothing opens these doors.
    /// </summary>
    [StringLength(4_096)]
    public string? SharedSecretFile { get; set; }

    /// <summary>The secret itself, for an environment that keeps it: instead of the file. Default: AUTH_SHARED_SECRET of the environment, as S2 calls it, or none.</summary>
    public string? SharedSecret { get; set; }

    /// <summary>How far the time of a request may be from ours. Default: 300 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(300);
}
