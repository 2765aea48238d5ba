using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OrleansOps.Hosting;

/// <summary>How a process takes part in its cluster.</summary>
internal sealed class ClusterMemberOptions
{
    public const string Section = "Cluster";

    /// <summary>Whether a gateway hosts a silo; if not, it is a client of silos elsewhere. <c>ops-silo</c> always is one. Default: true.</summary>
    public bool Silo { get; set; } = true;

    /// <summary>
    /// How this process is called where processes are listed. It is the same after a restart, and no other process has it. Default: the machine's
    /// name with the silo's port, or with the process id where there is no silo.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9._:-]{1,64}$", ErrorMessage = "Cluster:Name must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.")]
    public string? Name { get; set; }

    /// <summary>
    /// Address that the two ports listen on. What others can reach needs certificates (<see cref="ClusterTlsOptions"/>) or
    /// <see cref="AllowPlaintext"/>. Default: 127.0.0.1.
    /// </summary>
    [Required]
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>Address by which silos and gateways find this silo. Default: <see cref="Address"/>; to be set where that is 0.0.0.0 or "::".</summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>Port for other silos. Default: 11111.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Port for gateways without a silo. Default: 30000.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// Whether this process runs in a pod of Kubernetes. Then <see cref="Name"/> is the pod's (POD_NAME), <see cref="Address"/> is the pod's where nobody says otherwise (POD_IP), and silos declare one dead whose pod is gone.
    /// Default: false.
    /// </summary>
    public bool Kubernetes { get; set; }

    /// <summary>Lets the ports be open to others without certificates: whoever reaches them may do anything. Default: false.</summary>
    public bool AllowPlaintext { get; set; }

    internal IPAddress Listen => IPAddress.Parse(Address);

    internal IPAddress Advertised => IPAddress.Parse(AdvertisedAddress ?? Address);

    /// <summary>Whether processes on other machines can reach the ports.</summary>
    internal bool IsOpenToOthers => !IPAddress.IsLoopback(Listen);
}
