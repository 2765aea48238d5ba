namespace OrleansOps.Hosting;

/// <summary>The certificate that a silo or a gateway shows to the others of its cluster. All three files, in PEM, or none.</summary>
internal sealed class ClusterTlsOptions
{
    public const string Section = "Cluster:Tls";

    /// <summary>File of the certificate.</summary>
    public string? Certificate { get; set; }

    /// <summary>File of its private key.</summary>
    public string? Key { get; set; }

    /// <summary>File of the authority that signed the certificates of this cluster; several while one is replaced by another.</summary>
    public string? Authority { get; set; }

    public bool IsSet => Certificate is not null || Key is not null || Authority is not null;
}
