using Microsoft.Extensions.Options;

namespace OrleansOps.Hosting;

/// <summary>A process that could not speak to anybody of its cluster does not start.</summary>
internal sealed class ClusterTlsRules(ClusterRole role) : IValidateOptions<ClusterTlsOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterTlsOptions options) =>
        Broken(options) is { } broken ? ValidateOptionsResult.Fail(broken) : ValidateOptionsResult.Success;

    private string? Broken(ClusterTlsOptions options)
    {
        if (!options.IsSet)
        {
            return null;
        }

        if (options is not { Certificate: { } certificate, Key: { } key, Authority: { } authority })
        {
            return "Cluster:Tls:Certificate, Cluster:Tls:Key and Cluster:Tls:Authority are files that belong together. Set all three, or none.";
        }

        try
        {
            var read = ClusterCertificate.Parse(File.ReadAllText(certificate), File.ReadAllText(key), File.ReadAllText(authority));
            return read.Authority.Count == 0
                ? $"Cluster:Tls:Authority, {authority}, holds no certificate."
                : read.Refusal(read.Own, role) is { } refusal ? $"Cluster:Tls:Certificate cannot be used. {refusal}" : null;
        }
        catch (Exception failure) when (ClusterCertificate.IsUnreadable(failure))
        {
            return $"The files of Cluster:Tls cannot be read, or do not belong together: {failure.Message}";
        }
    }
}
